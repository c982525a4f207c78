/** Endpoints and endpoint slices. */
@NullMarked
package dev.watchworks.apiserver.kind.network;

import org.jspecify.annotations.NullMarked;
