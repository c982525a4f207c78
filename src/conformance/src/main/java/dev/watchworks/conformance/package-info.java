/** Scenarios that every Kubernetes API server must pass, and what a real one answered. */
@NullMarked
package dev.watchworks.conformance;

import org.jspecify.annotations.NullMarked;
