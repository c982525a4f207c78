/** Endpoints and endpoint slices. */
@NullMarked
package dev.watchworks.apiserver.api.networking;

import org.jspecify.annotations.NullMarked;
