/** A request and its response, free of any HTTP library. */
@NullMarked
package dev.watchworks.apiserver.endpoints.request;

import org.jspecify.annotations.NullMarked;
