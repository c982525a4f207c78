package dev.watchworks.apiserver;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.filters.BearerTokenFilter;
import dev.watchworks.apiserver.endpoints.filters.OriginFilter;
import dev.watchworks.apiserver.endpoints.filters.RequestFilter;
import dev.watchworks.apiserver.http.HttpServer;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import dev.watchworks.loopback.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server in this JVM, with the controllers of a cluster. It listens on loopback with HTTPS, and its clients
 * need its token.
 *
 * <pre>{@code
 * try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
 *     server.writeKubeconfig(Path.of("target/kubeconfig"));
 *     // client libraries and kubectl can use the file now
 * }
 * }</pre>
 */
public final class EmbeddedApiServer implements AutoCloseable {
    private final ControlPlane cluster;
    private final HttpServer http;
    private final String token;
    private final String caCertificatePem;

    private EmbeddedApiServer(Builder settings) {
        token = settings.token == null ? Builder.randomToken() : settings.token;
        // In parallel, because loading the classes of the cluster and of HTTP takes most of the time in a new JVM.
        CompletableFuture<ControlPlane> building = CompletableFuture.supplyAsync(() -> new ControlPlane(settings));
        try {
            CertificateAuthority authority = settings.isSecure ? settings.authority() : null;
            caCertificatePem = authority == null ? "" : authority.certificatePem();
            RequestFilter filter = token.isEmpty() ? new OriginFilter() : new BearerTokenFilter(token);
            CompletableFuture<RequestDispatcher> dispatcher = building.thenApply(built -> built.dispatcher(filter));
            http = HttpServer.start(dispatcher::join, settings.port, authority);
        } catch (RuntimeException failure) {
            building.thenAccept(ControlPlane::close);
            throw failure;
        }
        try {
            cluster = building.join();
        } catch (RuntimeException failure) {
            http.close();
            throw failure;
        }
        cluster.startControllers(http.uri().getPort(), caCertificatePem);
    }

    /** Starts a server with HTTPS, a free port, a random token, and controllers with {@link SimulatedLatency#quick()}. */
    public static EmbeddedApiServer start() {
        return builder().start();
    }

    /** A builder of servers with other settings than those of {@link #start()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The server's URL, such as {@code https://127.0.0.1:40123}. */
    public URI url() {
        return http.uri();
    }

    /** The bearer token that clients have to send; empty for a server without a token. */
    public String token() {
        return token;
    }

    /** The certificate of the authority that clients have to trust, as PEM; empty with plain HTTP. */
    public String caCertificatePem() {
        return caCertificatePem;
    }

    /** A kubeconfig with the server's URL, certificate and token. */
    public String kubeconfig() {
        return new Kubeconfig(url().toString(), caCertificatePem, token).text();
    }

    /**
     * Writes the kubeconfig to a file that only its owner may read. Creates the folders above the file.
     *
     * @return the file
     * @throws IOException when the file cannot be written
     */
    public Path writeKubeconfig(Path file) throws IOException {
        new Kubeconfig(url().toString(), caCertificatePem, token).write(file);
        return file;
    }

    /** The resourceVersion of the newest write of any object. */
    public long resourceVersion() {
        return cluster.resourceVersion();
    }

    /**
     * Removes the history up to now, as a compaction of etcd does. The server then answers 410 to a watch from an older
     * version. Open watches continue.
     */
    public void compact() {
        cluster.compact();
    }

    /** Stops the controllers, ends open watches as at their timeouts, and closes all connections. */
    @Override
    public void close() {
        cluster.stopControllers();
        http.close();
        cluster.close();
    }

    /** The settings of a server; each method returns the builder. */
    public static final class Builder {
        private static final int TOKEN_BYTES = 24;

        private boolean isSecure = true;
        private @Nullable CertificateAuthority authority;
        private int port;
        private @Nullable String token;

        @Nullable
        SimulatedLatency simulatedLatency = SimulatedLatency.quick();

        Clock clock = Clock.systemUTC();
        long seed = new SecureRandom().nextLong();
        WatchCacheSettings history = WatchCacheSettings.KUBERNETES;
        int maxRequestsInFlight;

        private Builder() {}

        /** HTTP/1.1 without TLS. Clients still have to send the token, but kubectl sends no token over plain HTTP. */
        public Builder plainHttp() {
            isSecure = false;
            return this;
        }

        /**
         * Signs the server's certificate with this authority. By default, each server makes a new authority. With a fixed
         * authority, port and token, one kubeconfig works for each start. It has no effect with plain HTTP.
         *
         * @param certificatePem the authority's certificate, as PEM
         * @param keyPem its private key, EC or RSA, as PEM
         * @throws IllegalArgumentException when one cannot be read, they do not belong together, or clients would not
         *     accept the authority's signature
         */
        public Builder certificateAuthority(String certificatePem, String keyPem) {
            authority = CertificateAuthority.of(certificatePem, keyPem);
            return this;
        }

        /** The port; 0, the default, means a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** The token that clients have to send; random by default. */
        public Builder token(String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException(
                        "The token must not be blank; use withoutToken() for a server without a token");
            }
            this.token = token;
            return this;
        }

        /** All programs on this machine can use the server. It refuses only pages in a browser. */
        public Builder withoutToken() {
            token = "";
            return this;
        }

        /** No controllers: objects stay as clients write them, as with a kube-apiserver alone. */
        public Builder withoutControllers() {
            simulatedLatency = null;
            return this;
        }

        /** How long scheduler, kubelet and containers take; {@link SimulatedLatency#quick()} by default. */
        public Builder simulatedLatency(SimulatedLatency simulatedLatency) {
            this.simulatedLatency = simulatedLatency;
            return this;
        }

        /** The clock for the times in objects and in the history; the system's clock by default. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** The seed of UIDs and generated names; random by default. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** The number of events in the history of each type; as in a real server by default. */
        public Builder watchCache(WatchCacheSettings history) {
            this.history = history;
            return this;
        }

        /**
         * The number of requests that the server handles at the same time; any number by default. It answers further
         * requests with 429, as Kubernetes' priority and fairness does. A watch counts until it is open.
         */
        public Builder maxRequestsInFlight(int limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("The limit of requests in flight must be positive, not " + limit);
            }
            maxRequestsInFlight = limit;
            return this;
        }

        /** Starts the server, which handles requests when this method returns. */
        public EmbeddedApiServer start() {
            return new EmbeddedApiServer(this);
        }

        private CertificateAuthority authority() {
            return authority == null ? CertificateAuthority.generate() : authority;
        }

        private static String randomToken() {
            byte[] bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
