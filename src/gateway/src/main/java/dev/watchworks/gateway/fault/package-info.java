/** Faults, the cues on which they strike, and the plan that knows which are armed. Free of any HTTP library. */
@NullMarked
package dev.watchworks.gateway.fault;

import org.jspecify.annotations.NullMarked;
