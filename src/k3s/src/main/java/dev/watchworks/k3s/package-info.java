/** Runs k3s in a container, with Testcontainers, as the cluster of a lab: {@code -Dlab.cluster=k3s}. */
@NullMarked
package dev.watchworks.k3s;

import org.jspecify.annotations.NullMarked;
