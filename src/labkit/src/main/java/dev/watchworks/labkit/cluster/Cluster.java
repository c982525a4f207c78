package dev.watchworks.labkit.cluster;

/** A running cluster, seen from outside. */
public interface Cluster extends AutoCloseable {

    /** What the user called it: {@code embedded}, {@code k3s} or {@code kubeconfig}. */
    String name();

    /** The API server's address, without a slash at its end. */
    String url();

    /** A bearer token that may do everything. */
    String token();

    /** The certificate of the authority behind the server's certificate, as PEM; empty with plain HTTP. */
    String caCertificatePem();

    /** Whether the cluster ends with the JVM, so that nothing need be tidied up on it. */
    boolean disposable();

    /**
     * Forgets the history of all objects, so that a watch from any earlier version is answered with 410 Gone.
     *
     * @throws UnsupportedOperationException where the cluster offers no way to do that
     */
    void compact();

    @Override
    void close();
}
