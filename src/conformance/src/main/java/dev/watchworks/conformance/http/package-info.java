/** Requests to an API server, embedded or real, and its answers and streams as they come. */
@NullMarked
package dev.watchworks.conformance.http;

import org.jspecify.annotations.NullMarked;
