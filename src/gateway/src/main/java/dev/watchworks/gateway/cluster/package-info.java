/** The way to the cluster: its URL, credentials in PEM, and the HTTP client that speaks to it. */
@NullMarked
package dev.watchworks.gateway.cluster;

import org.jspecify.annotations.NullMarked;
