/** HTTP with Jetty: requests in, responses and watches out. No other package of the server uses Jetty. */
@NullMarked
package dev.watchworks.apiserver.http;

import org.jspecify.annotations.NullMarked;
