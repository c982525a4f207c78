package dev.watchworks.labkit.cluster;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;

/** Starts the cluster that {@code -Dlab.cluster} names. */
public final class Clusters {

    /** The system property: {@code embedded} (the default), {@code k3s} or {@code kubeconfig}. */
    public static final String PROPERTY = "lab.cluster";

    private Clusters() {}

    /**
     * Starts the cluster of this name.
     *
     * @throws EnvironmentTrouble if the name is unknown, not supported yet, or the cluster cannot start
     */
    public static Cluster start(String name) {
        return switch (name) {
            case "embedded" -> EmbeddedCluster.start();
            case "kubeconfig" -> NamedCluster.read();
            case "k3s" ->
                throw new EnvironmentTrouble(
                        "the lab cannot run on -D" + PROPERTY + "=" + name + " yet",
                        "leave the option out: the embedded cluster needs nothing installed",
                        null);
            default ->
                throw new EnvironmentTrouble(
                        "there is no cluster called \"" + name + "\"",
                        "use -D" + PROPERTY + "=embedded, k3s or kubeconfig, or leave the option out",
                        null);
        };
    }
}
