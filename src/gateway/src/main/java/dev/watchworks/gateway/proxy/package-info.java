/** The proxy itself: streams between the client's connection and the cluster's, in HTTP/1.1 and HTTP/2 on both sides. */
@NullMarked
package dev.watchworks.gateway.proxy;

import org.jspecify.annotations.NullMarked;
