package dev.watchworks.gateway.cluster;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one cluster, over HTTP/2 if the cluster supports it and over HTTP/1.1 otherwise. It adds only
 * credentials.
 */
public final class ClusterClient implements AutoCloseable {
    /**
     * A cluster on the same machine or network answers in milliseconds. An address without a server must not delay a
     * check.
     */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How much of one stream may wait in the gateway for a slow client. Kubernetes' server has 256 KiB too. */
    private static final int STREAM_WINDOW = 256 * 1024;

    /** Larger than all slow streams need together: each stops at its own window first. */
    private static final int CONNECTION_WINDOW = 1 << 30;

    /** With HTTP/1.1 each open watch has a connection of its own. */
    private static final int MOST_CONNECTIONS = 4096;

    private static final int LARGEST_HEADERS = 64 * 1024;

    private final ClusterTarget target;
    private volatile @Nullable HttpClient running;

    /** Makes a client. {@link #start} starts it. */
    public ClusterClient(ClusterTarget target) {
        this.target = target;
    }

    /** Starts on the threads and the timer of a server. It contacts the cluster with the first request, not before. */
    public void start(Executor executor, Scheduler scheduler) throws Exception {
        HttpClient client = new HttpClient(transport(target, executor, scheduler));
        client.setExecutor(executor);
        client.setScheduler(scheduler);
        configure(client);
        client.start();
        // The gateway's client gets bodies, redirects and refusals unchanged.
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new ContinueProtocolHandler());
        running = client;
    }

    private void configure(HttpClient client) {
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        // A quiet watch is idle for minutes. The cluster ends it, not the gateway.
        client.setIdleTimeout(0);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestHeadersSize(LARGEST_HEADERS);
        client.setMaxResponseHeadersSize(LARGEST_HEADERS);
        if (target.connectsElsewhere()) {
            client.setSocketAddressResolver((host, port, context, promise) ->
                    promise.succeeded(List.of(new InetSocketAddress(target.url().getHost(), target.port()))));
        }
    }

    private static HttpClientTransport transport(ClusterTarget target, Executor executor, Scheduler scheduler) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(executor);
        connector.setScheduler(scheduler);
        ClientConnectionFactory.Info http1 = HttpClientConnectionFactory.HTTP11;
        if (target.tls() == null) {
            return new HttpClientTransportDynamic(connector, http1);
        }
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(target.tls());
        if (target.anyHost()) {
            tls.setEndpointIdentificationAlgorithm(null);
        }
        connector.setSslContextFactory(tls);
        HTTP2Client http2 = new HTTP2Client(connector);
        http2.setInitialStreamRecvWindow(STREAM_WINDOW);
        http2.setInitialSessionRecvWindow(CONNECTION_WINDOW);
        http2.setStreamIdleTimeout(0);
        // A server without ALPN gets the first one. A server with ALPN chooses, and prefers HTTP/2.
        return new HttpClientTransportDynamic(connector, http1, new ClientConnectionFactoryOverHTTP2.HTTP2(http2));
    }

    /** Returns a new request with the cluster's credentials. */
    public Request newRequest(String method, String pathAndQuery) {
        URI url = target.url();
        Request request = Objects.requireNonNull(running, "the client of the cluster is not started")
                .newRequest(target.tlsHost(), target.port())
                .scheme(url.getScheme())
                .method(method)
                .path(target.basePath() + pathAndQuery);
        String token = target.bearerToken();
        return request.headers(headers -> {
            if (token != null) {
                headers.put(HttpHeader.AUTHORIZATION, "Bearer " + token);
            }
        });
    }

    /** Returns the cluster's URL, for messages. */
    public URI url() {
        return target.url();
    }

    /** Closes all connections to the cluster. */
    @Override
    public void close() throws Exception {
        HttpClient client = running;
        if (client != null) {
            client.stop();
        }
    }
}
