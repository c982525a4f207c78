/** Ingresses, their classes, and network policies: stored and watched; nothing acts on them here. */
@NullMarked
package dev.watchworks.apiserver.api.networking;

import org.jspecify.annotations.NullMarked;
