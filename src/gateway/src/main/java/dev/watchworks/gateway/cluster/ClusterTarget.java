package dev.watchworks.gateway.cluster;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster is, and how to prove who asks.
 *
 * @param url http or https, with an optional path that goes before each request's
 * @param tls null for http
 * @param anyHost whether the certificate may be for any host
 * @param tlsServerName the host that the certificate is for, null for the URL's
 * @param bearerToken null for none
 */
public record ClusterTarget(
        URI url,
        @Nullable SSLContext tls,
        boolean anyHost,
        @Nullable String tlsServerName,
        @Nullable String bearerToken) {

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return tls == null ? 80 : 443;
    }

    String tlsHost() {
        return tlsServerName == null ? url.getHost() : tlsServerName;
    }

    /** Whether the certificate's host is not the one to connect to. */
    boolean connectsElsewhere() {
        return tlsServerName != null;
    }

    String basePath() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Only the URL: credentials never reach a log. */
    @Override
    public String toString() {
        return url.toString();
    }
}
