package dev.watchworks.labkit.cluster;

import java.util.function.Consumer;

/**
 * Starts clusters that labkit itself knows nothing of, so that what they need is loaded by nobody who does not ask for
 * them. Found as a service ({@link java.util.ServiceLoader}).
 */
public interface ClusterProvider {

    /** What the user calls it, as in {@code -Dlab.cluster=k3s}. */
    String name();

    /**
     * Starts the cluster.
     *
     * @param progress takes lines for the user's screen, while it lasts
     * @throws dev.watchworks.labkit.verdict.EnvironmentTrouble if it cannot be had
     */
    Cluster start(Consumer<String> progress);
}
