package dev.watchworks.gateway.cluster;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The address of a cluster, and the credentials for it.
 *
 * @param url http or https; its path is a prefix of each request's path
 * @param tls null for http
 * @param anyHost whether the certificate may be for any host
 * @param tlsServerName the host that the certificate is for; null for the URL's host
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

    /** Returns whether the certificate is for another host than the URL's. */
    boolean connectsElsewhere() {
        return tlsServerName != null;
    }

    String basePath() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns only the URL, so that no log contains credentials. */
    @Override
    public String toString() {
        return url.toString();
    }
}
