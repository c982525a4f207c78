package dev.watchworks.apiserver;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.filters.AuthenticationFilter;
import dev.watchworks.apiserver.endpoints.filters.OriginFilter;
import dev.watchworks.apiserver.endpoints.filters.RequestFilter;
import dev.watchworks.apiserver.http.HttpServer;
import dev.watchworks.apiserver.storage.HistorySettings;
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
 * A Kubernetes API server in this JVM, with the control loops that make it a cluster: list, watch and write as a real
 * one answers them, over HTTPS on loopback, for whoever bears its token.
 *
 * <pre>{@code
 * try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
 *     server.writeKubeconfig(Path.of("target/kubeconfig"));
 *     // client libraries and kubectl take it from here
 * }
 * }</pre>
 */
public final class EmbeddedApiServer implements AutoCloseable {
    private final Cluster cluster;
    private final HttpServer http;
    private final String token;
    private final String caCertificatePem;

    private EmbeddedApiServer(ServerSettings settings) {
        token = settings.token();
        // Beside each other, because a cold JVM spends most of the start loading the classes of either.
        CompletableFuture<Cluster> building = CompletableFuture.supplyAsync(() -> new Cluster(settings));
        try {
            CertificateAuthority authority = settings.isSecure() ? authority(settings) : null;
            caCertificatePem = authority == null ? "" : authority.certificatePem();
            RequestFilter filter = token.isEmpty() ? new OriginFilter() : new AuthenticationFilter(token);
            CompletableFuture<RequestDispatcher> dispatcher = building.thenApply(built -> built.dispatcher(filter));
            http = HttpServer.start(dispatcher::join, settings.port(), authority);
        } catch (RuntimeException failure) {
            building.thenAccept(Cluster::close);
            throw failure;
        }
        try {
            cluster = building.join();
        } catch (RuntimeException failure) {
            http.close();
            throw failure;
        }
        cluster.startLoops(http.uri().getPort(), caCertificatePem);
    }

    private static CertificateAuthority authority(ServerSettings settings) {
        CertificateAuthority given = settings.authority();
        return given == null ? CertificateAuthority.generate() : given;
    }

    /** Starts a server with HTTPS, a port that is free, a token of its own, and control loops at a quick pace. */
    public static EmbeddedApiServer start() {
        return builder().start();
    }

    /** Says what is to differ from {@link #start()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, such as {@code https://127.0.0.1:40123}. */
    public URI url() {
        return http.uri();
    }

    /** The bearer token that it asks for; empty where it asks for none. */
    public String token() {
        return token;
    }

    /** The certificate by which clients know it, as PEM; empty with plain HTTP. */
    public String caCertificatePem() {
        return caCertificatePem;
    }

    /** A kubeconfig with its address, its certificate and its token. */
    public String kubeconfig() {
        return new Kubeconfig(url().toString(), caCertificatePem, token).text();
    }

    /**
     * Writes the kubeconfig to a file that only its owner may read, with the folders above it.
     *
     * @return the file
     * @throws IOException when it cannot be written
     */
    public Path writeKubeconfig(Path file) throws IOException {
        new Kubeconfig(url().toString(), caCertificatePem, token).write(file);
        return file;
    }

    /** The version of the newest write, which a list of anything would carry. */
    public long resourceVersion() {
        return cluster.resourceVersion();
    }

    /**
     * Forgets the history up to now: watches that begin before it are answered 410, as after a compaction of etcd.
     * Open watches go on.
     */
    public void compact() {
        cluster.compact();
    }

    /** Stops the control loops, ends open watches as their time-out would, and closes all connections. */
    @Override
    public void close() {
        cluster.stopLoops();
        http.close();
        cluster.close();
    }

    /** What a server is to be like; every method returns the builder. */
    public static final class Builder {
        private static final int TOKEN_BYTES = 24;

        private boolean isSecure = true;
        private @Nullable CertificateAuthority authority;
        private int port;
        private @Nullable String token;
        private @Nullable SimulatedLatency pace = SimulatedLatency.quick();
        private Clock clock = Clock.systemUTC();
        private long seed = new SecureRandom().nextLong();
        private HistorySettings history = HistorySettings.KUBERNETES;
        private int requestsInFlight;

        private Builder() {}

        /** HTTP/1.1 without TLS. The token is asked for all the same; kubectl sends none over plain HTTP. */
        public Builder plainHttp() {
            isSecure = false;
            return this;
        }

        /**
         * Signs the server's certificate by this authority; by default each server makes a new one. With it, a fixed port
         * and a fixed token, one kubeconfig works for each start. It has no effect with plain HTTP.
         *
         * @param certificatePem the authority's certificate, as PEM
         * @param keyPem its private key, EC or RSA, as PEM
         * @throws IllegalArgumentException when one cannot be read, they do not belong together, or clients would not
         *     accept what they sign
         */
        public Builder certificateAuthority(String certificatePem, String keyPem) {
            authority = CertificateAuthority.of(certificatePem, keyPem);
            return this;
        }

        /** A port of loopback; 0, the default, takes one that is free. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** A token to ask for, in place of a random one. */
        public Builder token(String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException("A token is not blank; withoutToken() asks for none");
            }
            this.token = token;
            return this;
        }

        /** Every program on this machine gets in; only pages in a browser are turned away. */
        public Builder withoutToken() {
            token = "";
            return this;
        }

        /** No control loops: objects stay as clients write them, as with a bare kube-apiserver. */
        public Builder withoutControlLoops() {
            pace = null;
            return this;
        }

        /** How fast the control loops work; {@link SimulatedLatency#quick()} is the default. */
        public Builder pace(SimulatedLatency pace) {
            this.pace = pace;
            return this;
        }

        /** Dates objects and history; the system's clock is the default. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Makes UIDs and generated names repeatable; random by default. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** How many events of a type are kept for watches to resume from; a real server's number by default. */
        public Builder history(HistorySettings history) {
            this.history = history;
            return this;
        }

        /**
         * How many requests are answered at a time; any number by default. Those beyond are turned away with 429, in plain
         * text and with Retry-After, as by Kubernetes' priority and fairness. A watch counts until it is open.
         */
        public Builder requestsInFlight(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("At least one request has to be answered at a time, not " + most);
            }
            requestsInFlight = most;
            return this;
        }

        /** Starts it; when this returns, it serves. */
        public EmbeddedApiServer start() {
            String asked = token == null ? randomToken() : token;
            return new EmbeddedApiServer(
                    new ServerSettings(isSecure, authority, port, asked, pace, clock, seed, history, requestsInFlight));
        }

        private static String randomToken() {
            byte[] bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
