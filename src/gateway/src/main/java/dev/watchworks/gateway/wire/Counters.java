package dev.watchworks.gateway.wire;

/**
 * Sums over a timeline. With HTTP/2 many watches share one connection. So count watch requests and open streams, not
 * connections, to find the load on an API server.
 *
 * @param requests all requests
 * @param listRequests requests with the verb list
 * @param watchRequests requests with the verb watch, with a response or without
 * @param openStreams watch streams open now
 * @param openExchanges exchanges open now, watch streams included
 * @param connections all TLS connections since the start
 * @param http1Connections the HTTP/1.1 ones among them
 * @param http2Connections the HTTP/2 ones among them
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
