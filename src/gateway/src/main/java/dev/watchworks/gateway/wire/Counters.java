package dev.watchworks.gateway.wire;

/**
 * Sums over a timeline. Over HTTP/2 many watches share one connection, so the load on an API server is told by watch
 * requests and open streams, not by connections.
 *
 * @param requests all requests
 * @param listRequests requests with the verb list
 * @param watchRequests requests with the verb watch, answered or not
 * @param openStreams watch streams open now
 * @param openExchanges exchanges open now, watch streams included
 * @param connections TLS connections ever set up
 * @param http1Connections those of them that speak HTTP/1.1
 * @param http2Connections those of them that speak HTTP/2
 * @param openConnections TLS connections open now
 * @param faults strikes of faults
 */
public record Counters(
        long requests,
        long listRequests,
        long watchRequests,
        long openStreams,
        long openExchanges,
        long connections,
        long http1Connections,
        long http2Connections,
        long openConnections,
        long faults) {}
