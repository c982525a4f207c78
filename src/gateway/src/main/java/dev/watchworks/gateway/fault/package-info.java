/** Faults, the cues on which they strike, and the injector that keeps the armed ones. It uses no HTTP library. */
@NullMarked
package dev.watchworks.gateway.fault;

import org.jspecify.annotations.NullMarked;
