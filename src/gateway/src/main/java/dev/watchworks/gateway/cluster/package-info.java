/** The HTTP client of the cluster, with the cluster's address and credentials. */
@NullMarked
package dev.watchworks.gateway.cluster;

import org.jspecify.annotations.NullMarked;
