/**
 * A proxy in front of any Kubernetes API server: it changes nothing, records everything, and injects faults on cue.
 * {@link dev.watchworks.gateway.Gateway} is the way in.
 */
@NullMarked
package dev.watchworks.gateway;

import org.jspecify.annotations.NullMarked;
