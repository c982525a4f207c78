package dev.watchworks.gateway;

import dev.watchworks.gateway.fault.Faults;
import dev.watchworks.gateway.wire.Timeline;

/**
 * A proxy in front of an API server. It serves TLS on a loopback port of its own, HTTP/2 and HTTP/1.1, to whoever has
 * its token; it passes everything on unchanged, records it, and injects the faults that are armed.
 */
public final class Gateway implements AutoCloseable {

    private Gateway() {}

    /**
     * Starts a gateway; the cluster is not contacted before the first request.
     *
     * @throws IllegalArgumentException when the credentials cannot be read
     * @throws IllegalStateException when no port can be opened
     */
    public static Gateway start(Upstream upstream) {
        throw new UnsupportedOperationException("being built");
    }

    /** Where clients connect to, such as {@code https://127.0.0.1:41234}. */
    public String url() {
        throw new UnsupportedOperationException("being built");
    }

    /** The port on the loopback address. */
    public int port() {
        throw new UnsupportedOperationException("being built");
    }

    /** The bearer token that this gateway asks for: random, and good for nothing else. */
    public String token() {
        throw new UnsupportedOperationException("being built");
    }

    /** The authority that signed the gateway's certificate. */
    public String caCertificatePem() {
        throw new UnsupportedOperationException("being built");
    }

    /** A kubeconfig that leads through the gateway into a namespace. */
    public String kubeconfig(String namespace) {
        throw new UnsupportedOperationException("being built");
    }

    /** What went over the wire. */
    public Timeline timeline() {
        throw new UnsupportedOperationException("being built");
    }

    /** Where faults are armed. */
    public Faults faults() {
        throw new UnsupportedOperationException("being built");
    }

    /** Ends all streams and connections and frees the port; safe to call twice. */
    @Override
    public void close() {}
}
