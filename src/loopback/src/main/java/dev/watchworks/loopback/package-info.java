/**
 * An HTTP or HTTPS server on 127.0.0.1, speaking HTTP/1.1 and HTTP/2, with its own certificate authority.
 * The embedded API server and the gateway are both built on it; what they answer are Jetty handlers.
 *
 * <p>Jetty logs by SLF4J; which provider listens, if any, is the choice of the program that uses this library.
 */
@NullMarked
package dev.watchworks.loopback;

import org.jspecify.annotations.NullMarked;
