/** Requests and answers of the API, free of any HTTP library: paths, options, verbs, representations. */
@NullMarked
package dev.watchworks.apiserver.endpoints.handlers;

import org.jspecify.annotations.NullMarked;
