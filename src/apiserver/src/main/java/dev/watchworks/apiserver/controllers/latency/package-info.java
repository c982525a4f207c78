/** The simulated latency of scheduling, pulling, starting and stopping. */
@NullMarked
package dev.watchworks.apiserver.controllers.latency;

import org.jspecify.annotations.NullMarked;
