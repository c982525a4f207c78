/**
 * A proxy in front of any Kubernetes API server: it changes nothing, records everything, and injects faults on cue.
 * Start with {@link dev.watchworks.gateway.Gateway}.
 */
@NullMarked
package dev.watchworks.gateway;

import org.jspecify.annotations.NullMarked;
