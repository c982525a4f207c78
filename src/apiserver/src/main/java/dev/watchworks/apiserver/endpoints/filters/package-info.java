/** Who gets in: one bearer token, what the world may see without it, and the reviews by which a client asks what it may do. */
@NullMarked
package dev.watchworks.apiserver.endpoints.filters;

import org.jspecify.annotations.NullMarked;
