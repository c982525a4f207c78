/** Requests to an API server, embedded or real, and its responses and streams. */
@NullMarked
package dev.watchworks.conformance.http;

import org.jspecify.annotations.NullMarked;
