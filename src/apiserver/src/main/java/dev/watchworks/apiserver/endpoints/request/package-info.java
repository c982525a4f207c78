/** Requests and responses without an HTTP library. */
@NullMarked
package dev.watchworks.apiserver.endpoints.request;

import org.jspecify.annotations.NullMarked;
