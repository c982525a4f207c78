/** k3s in a container, by Testcontainers, as the lab's cluster: {@code -Dlab.cluster=k3s}. */
@NullMarked
package dev.watchworks.k3s;

import org.jspecify.annotations.NullMarked;
