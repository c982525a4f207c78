package dev.watchworks.labkit.cluster;

import dev.watchworks.gateway.Upstream;
import java.util.Optional;

/** A running cluster, seen from outside. */
public interface Cluster extends AutoCloseable {

    /** What the user called it: {@code embedded}, {@code k3s} or {@code kubeconfig}. */
    String name();

    /** Its address, and the credentials that the lab has for it. */
    Upstream upstream();

    /**
     * The namespace that its owner gave to this user, for where the credentials do not allow to make others; empty if
     * none was named.
     */
    default Optional<String> givenNamespace() {
        return Optional.empty();
    }

    /**
     * A kubeconfig by which other JVMs reach it too, for a cluster that this one started; empty where they have to start
     * or read one of their own.
     */
    default Optional<String> kubeconfig() {
        return Optional.empty();
    }

    /** Whether the cluster ends with the JVM, so that nothing need be tidied up on it and nobody else uses it. */
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
