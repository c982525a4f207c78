/** The way of a request to its handler, free of any HTTP library. */
@NullMarked
package dev.watchworks.apiserver.endpoints;

import org.jspecify.annotations.NullMarked;
