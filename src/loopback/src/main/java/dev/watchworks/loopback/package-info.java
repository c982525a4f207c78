/**
 * An HTTP or HTTPS server on 127.0.0.1, speaking HTTP/1.1 and HTTP/2, with its own certificate authority.
 * The embedded API server and the gateway are both built on it. Each of them brings a Jetty handler that answers the
 * requests.
 *
 * <p>Jetty logs by SLF4J. The program that uses this library chooses the SLF4J provider, or has none.
 */
@NullMarked
package dev.watchworks.loopback;

import org.jspecify.annotations.NullMarked;
