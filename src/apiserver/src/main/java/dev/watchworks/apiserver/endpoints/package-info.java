/** Dispatches requests to their handlers, without an HTTP library. */
@NullMarked
package dev.watchworks.apiserver.endpoints;

import org.jspecify.annotations.NullMarked;
