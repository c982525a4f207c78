package dev.watchworks.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The cluster behind a gateway: a URL with credentials, as a kubeconfig has them. PEM texts may hold several blocks;
 * keys may be RSA or EC, in PKCS#8 ({@code PRIVATE KEY}), PKCS#1 ({@code RSA PRIVATE KEY}) or SEC 1
 * ({@code EC PRIVATE KEY}).
 *
 * @param url such as {@code https://127.0.0.1:6443}; a path in it goes before each request's
 * @param caCertificatePem trusted authorities, null for those of the Java runtime
 * @param bearerToken null for none
 * @param clientCertificatePem the certificate with its chain, null for none
 * @param clientKeyPem the certificate's key, null for none
 * @param insecureSkipTlsVerify whether any certificate is trusted, for whatever host
 * @param tlsServerName the name that the certificate must be for, null for the URL's host
 */
public record Upstream(
        URI url,
        @Nullable String caCertificatePem,
        @Nullable String bearerToken,
        @Nullable String clientCertificatePem,
        @Nullable String clientKeyPem,
        boolean insecureSkipTlsVerify,
        @Nullable String tlsServerName) {

    /** Checks the URL and that certificate and key come together. */
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

    /** A cluster without credentials. */
    public static Upstream of(String url) {
        return new Upstream(URI.create(url), null, null, null, null, false, null);
    }

    /** The same, trusting these authorities. */
    public Upstream withCaCertificate(String pem) {
        return new Upstream(
                url, pem, bearerToken, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** The same with a bearer token. */
    public Upstream withBearerToken(String token) {
        return new Upstream(
                url, caCertificatePem, token, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** The same with a client certificate and its key. */
    public Upstream withClientCertificate(String certificatePem, String keyPem) {
        return new Upstream(
                url, caCertificatePem, bearerToken, certificatePem, keyPem, insecureSkipTlsVerify, tlsServerName);
    }

    /** The same, trusting any certificate. */
    public Upstream withInsecureSkipTlsVerify() {
        return new Upstream(
                url, caCertificatePem, bearerToken, clientCertificatePem, clientKeyPem, true, tlsServerName);
    }

    /** The same with the name that the cluster's certificate must be for. */
    public Upstream withTlsServerName(String name) {
        return new Upstream(
                url, caCertificatePem, bearerToken, clientCertificatePem, clientKeyPem, insecureSkipTlsVerify, name);
    }

    /** Only the URL: credentials never reach a log. */
    @Override
    public String toString() {
        return url.toString();
    }
}
