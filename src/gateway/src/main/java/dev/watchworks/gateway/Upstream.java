package dev.watchworks.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The cluster behind a gateway: a URL with credentials, as a kubeconfig has them. PEM texts may hold several blocks;
 * keys may be RSA or EC, in PKCS#8 ({@code PRIVATE KEY}), PKCS#1 ({@code RSA PRIVATE KEY}) or SEC 1
 * ({@code EC PRIVATE KEY}).
 *
 * @param url such as {@code https://127.0.0.1:6443}; its path is a prefix of each request's path
 * @param caCertificatePem trusted authorities; null for those of the Java runtime
 * @param bearerToken null for none
 * @param clientCertificatePem the certificate with its chain; null for none
 * @param clientKeyPem the certificate's key; null for none
 * @param insecureSkipTlsVerify whether any certificate is trusted, for any host
 * @param tlsServerName the name that the certificate must be for; null for the URL's host
 */
public record Upstream(
        URI url,
        @Nullable String caCertificatePem,
        @Nullable String bearerToken,
        @Nullable String clientCertificatePem,
        @Nullable String clientKeyPem,
        boolean insecureSkipTlsVerify,
        @Nullable String tlsServerName) {

    /**
     * Throws IllegalArgumentException when the URL is no URL of a server, or only one of certificate and key is given.
     */
    public Upstream {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "a cluster's URL is http or https with a host, such as https://127.0.0.1:6443, not " + url);
        }
        if ((clientCertificatePem == null) != (clientKeyPem == null)) {
            throw new IllegalArgumentException("a client certificate and its key go together; only the "
                    + (clientKeyPem == null ? "certificate" : "key") + " was given");
        }
    }

    /** Returns a cluster without credentials. */
    public static Upstream of(String url) {
        return new Upstream(URI.create(url), null, null, null, null, false, null);
    }

    /** Returns the same cluster with these trusted authorities. */
    public Upstream withCaCertificate(String pem) {
        return new Upstream(
                url, pem, bearerToken, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** Returns the same cluster with a bearer token. */
    public Upstream withBearerToken(String token) {
        return new Upstream(
                url, caCertificatePem, token, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** Returns the same cluster with a client certificate and its key. */
    public Upstream withClientCertificate(String certificatePem, String keyPem) {
        return new Upstream(
                url, caCertificatePem, bearerToken, certificatePem, keyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** Returns the same cluster, with any certificate trusted. */
    public Upstream withInsecureSkipTlsVerify() {
        return new Upstream(
                url, caCertificatePem, bearerToken, clientCertificatePem, clientKeyPem, true, tlsServerName);
    }

    /** Returns the same cluster with the name that its certificate must be for. */
    public Upstream withTlsServerName(String name) {
        return new Upstream(
                url, caCertificatePem, bearerToken, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, name);
    }

    /** Returns only the URL, so that no log contains credentials. */
    @Override
    public String toString() {
        return url.toString();
    }
}
