/** Namespaces and nodes: what a cluster consists of. */
@NullMarked
package dev.watchworks.apiserver.kind.cluster;

import org.jspecify.annotations.NullMarked;
