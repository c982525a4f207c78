package dev.watchworks.gateway;

import dev.watchworks.gateway.cluster.ClusterTarget;
import dev.watchworks.gateway.cluster.ClusterTls;
import dev.watchworks.gateway.cluster.RequestRateLimiter;
import dev.watchworks.gateway.fault.Faults;
import dev.watchworks.gateway.proxy.ProxyServer;
import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.gateway.wire.WireLogRecorder;
import dev.watchworks.loopback.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of an API server. It serves HTTP/2 and HTTP/1.1 with TLS on a loopback port of its own, to clients
 * that send its token. It forwards everything unchanged, records it, and injects the faults that are armed.
 */
public final class Gateway implements AutoCloseable {
    /** 128 bits, too many to guess. */
    private static final int TOKEN_BYTES = 16;

    private final WireLogRecorder recorder = new WireLogRecorder();
    private final CertificateAuthority authority;
    private final String token;
    private final ProxyServer proxy;

    private Gateway(Upstream upstream, RequestRateLimiter rateLimiter, CertificateAuthority authority) {
        this.authority = authority;
        token = randomToken();
        proxy = ProxyServer.start(target(upstream), rateLimiter, authority, token, recorder);
    }

    /**
     * Starts a gateway. It contacts the cluster with the first request, not before.
     *
     * @throws IllegalArgumentException when the credentials cannot be read
     * @throws java.io.UncheckedIOException when it cannot listen
     */
    public static Gateway start(Upstream upstream) {
        return start(upstream, RequestRateLimiter.unlimited());
    }

    /**
     * Starts a gateway in front of a cluster that others use too. Requests of any client beyond the limit wait in the
     * gateway.
     *
     * @throws IllegalArgumentException when the credentials cannot be read
     * @throws java.io.UncheckedIOException when it cannot listen
     */
    public static Gateway start(Upstream upstream, RequestRateLimiter rateLimiter) {
        return new Gateway(upstream, rateLimiter, CertificateAuthority.generate());
    }

    private static ClusterTarget target(Upstream upstream) {
        @Nullable
        SSLContext tls = upstream.url().getScheme().equals("https")
                ? ClusterTls.context(
                        upstream.caCertificatePem(),
                        upstream.clientCertificatePem(),
                        upstream.clientKeyPem(),
                        upstream.insecureSkipTlsVerify())
                : null;
        return new ClusterTarget(
                upstream.url(),
                tls,
                upstream.insecureSkipTlsVerify(),
                upstream.tlsServerName(),
                upstream.bearerToken());
    }

    private static String randomToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Returns the URL for clients, such as {@code https://127.0.0.1:41234}. */
    public String url() {
        return proxy.uri().toString();
    }

    /** Returns the port on the loopback address. */
    public int port() {
        return proxy.uri().getPort();
    }

    /** Returns the bearer token that clients must send: random, and valid for this gateway only. */
    public String token() {
        return token;
    }

    /**
     * Returns the certificate of the authority that signed the gateway's certificate, as PEM. It is new for each
     * gateway.
     */
    public String caCertificatePem() {
        return authority.certificatePem();
    }

    /** Returns a kubeconfig, as YAML, for the gateway and this default namespace. */
    public String kubeconfig(String namespace) {
        String authorityData =
                Base64.getEncoder().encodeToString(caCertificatePem().getBytes(StandardCharsets.UTF_8));
        return String.join(
                "\n",
                "apiVersion: v1",
                "kind: Config",
                "current-context: gateway",
                "clusters:",
                "- name: gateway",
                "  cluster:",
                "    server: " + url(),
                "    certificate-authority-data: " + authorityData,
                "users:",
                "- name: gateway",
                "  user:",
                "    token: " + token,
                "contexts:",
                "- name: gateway",
                "  context:",
                "    cluster: gateway",
                "    user: gateway",
                "    namespace: " + namespace,
                "");
    }

    /** Returns what went over the wire. */
    public WireLog timeline() {
        return recorder;
    }

    /** Returns the object with which a test prepares faults. */
    public Faults faults() {
        return proxy.faults();
    }

    /** Ends all streams and connections, and frees the port. It may be called again. */
    @Override
    public void close() {
        proxy.close();
    }
}
