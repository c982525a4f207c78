/** Creates, reads, lists, watches, updates and deletes objects by their strategies, as Kubernetes' generic registry. */
@NullMarked
package dev.watchworks.apiserver.registry;

import org.jspecify.annotations.NullMarked;
