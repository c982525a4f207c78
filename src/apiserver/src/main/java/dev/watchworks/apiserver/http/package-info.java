/** HTTP with Jetty, which nothing else in the server knows of: requests in, answers and watches out. */
@NullMarked
package dev.watchworks.apiserver.http;

import org.jspecify.annotations.NullMarked;
