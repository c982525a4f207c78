/** What a request means for the store: create, get, list, watch, update, patch and delete, as Kubernetes' generic registry does them. */
@NullMarked
package dev.watchworks.apiserver.registry;

import org.jspecify.annotations.NullMarked;
