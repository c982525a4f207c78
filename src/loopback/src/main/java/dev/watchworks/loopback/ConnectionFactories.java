package dev.watchworks.loopback;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The protocols of a connection: HTTP/1.1 without TLS; with TLS, ALPN selects HTTP/2 or HTTP/1.1. */
final class ConnectionFactories {
    /** Go's default, which a real API server uses. A bearer token or a long label selector fits. */
    private static final int LARGEST_HEADERS_BYTES = 1024 * 1024;

    /** As many as a real API server allows on one connection (--http2-max-streams-per-connection). */
    private static final int MOST_STREAMS = 1000;

    private static final long NEVER = -1;

    private ConnectionFactories() {}

    static ConnectionFactory[] of(@Nullable CertificateAuthority authority) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS_BYTES);
        // The handler decides about the path: a gateway forwards any path.
        http.setUriCompliance(UriCompliance.UNSAFE);
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        return authority == null ? new ConnectionFactory[] {http1} : secure(authority, http, http1);
    }

    private static ConnectionFactory[] secure(
            CertificateAuthority authority, HttpConfiguration http, HttpConnectionFactory http1) {
        // A client that connects to an IP address sends no server name.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(MOST_STREAMS);
        http2.setStreamIdleTimeout(NEVER);
        // By default Jetty closes a connection on which a client ends more than 128 watches in a second.
        http2.setRateControlFactory(new RateControl.Factory() {});
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(authority.serverContext());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        SslConnectionFactory secure = new SslConnectionFactory(tls, alpn.getProtocol());
        return new ConnectionFactory[] {new HttpsOnlyConnectionFactory(secure), secure, alpn, http2, http1};
    }
}
