/** Scenarios that every Kubernetes API server must pass, and the recorded responses of a real one. */
@NullMarked
package dev.watchworks.conformance;

import org.jspecify.annotations.NullMarked;
