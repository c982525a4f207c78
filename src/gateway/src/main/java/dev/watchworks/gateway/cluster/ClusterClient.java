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

/** Speaks to one cluster: HTTP/2 where its TLS agrees, HTTP/1.1 otherwise; adds the credentials and nothing else. */
public final class ClusterClient implements AutoCloseable {
    /** A cluster on loopback or in a room answers in milliseconds; a dead address should not hold up a check for long. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How much of one stream may wait in the gateway for a slow client; Kubernetes' own server uses 256 KiB too. */
    private static final int STREAM_WINDOW = 256 * 1024;

    /** So large that slow streams never use it up: each is stopped by its own window before. */
    private static final int CONNECTION_WINDOW = 1 << 30;

    /** Over HTTP/1.1 each open watch takes a connection of its own. */
    private static final int MOST_CONNECTIONS = 4096;

    private static final int LARGEST_HEADERS = 64 * 1024;

    private final ClusterTarget target;
    private volatile @Nullable HttpClient running;

    /** Makes a client that is not started. */
    public ClusterClient(ClusterTarget target) {
        this.target = target;
    }

    /** Gets ready on threads and a timer that are another's; nothing is contacted before the first request. */
    public void start(Executor executor, Scheduler scheduler) throws Exception {
        HttpClient client = new HttpClient(transport(target, executor, scheduler));
        client.setExecutor(executor);
        client.setScheduler(scheduler);
        configure(client);
        client.start();
        // Bodies, redirects and refusals go to the gateway's client as they are.
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new ContinueProtocolHandler());
        running = client;
    }

    private void configure(HttpClient client) {
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        // A quiet watch is idle for minutes, and the cluster knows when to end it.
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
        // The first is spoken to a server that does not negotiate; among those that do, the server prefers HTTP/2.
        return new HttpClientTransportDynamic(connector, http1, new ClientConnectionFactoryOverHTTP2.HTTP2(http2));
    }

    /** A request with the cluster's credentials, to be filled and sent. */
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

    /** The cluster's URL, for messages. */
    public URI url() {
        return target.url();
    }

    /** Drops all connections to the cluster. */
    @Override
    public void close() throws Exception {
        HttpClient client = running;
        if (client != null) {
            client.stop();
        }
    }
}
