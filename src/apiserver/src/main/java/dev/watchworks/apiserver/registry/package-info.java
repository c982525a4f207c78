/** Create, get, list, watch, update and delete as Kubernetes' generic registry does them, by the strategy of each kind. */
@NullMarked
package dev.watchworks.apiserver.registry;

import org.jspecify.annotations.NullMarked;
