/** Filters before the handlers: authentication, origin, requests in flight. */
@NullMarked
package dev.watchworks.apiserver.endpoints.filters;

import org.jspecify.annotations.NullMarked;
