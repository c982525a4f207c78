package dev.watchworks.labkit.cluster;

import dev.watchworks.labkit.output.OutputRouter;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import java.util.ServiceLoader;

/** Starts the cluster that {@code -Dlab.cluster} names. */
public final class Clusters {

    /** The system property: {@link #EMBEDDED} (the default), {@link #K3S} or {@link #KUBECONFIG}. */
    public static final String PROPERTY = "lab.cluster";

    /** An API server in this JVM. */
    public static final String EMBEDDED = "embedded";

    /** k3s in a container. */
    public static final String K3S = "k3s";

    /** A cluster that the user names by a kubeconfig. */
    public static final String KUBECONFIG = "kubeconfig";

    private Clusters() {}

    /** The cluster that the user wants. */
    public static String named() {
        String name = System.getProperty(PROPERTY, "");
        return name.isEmpty() ? EMBEDDED : name;
    }

    /**
     * Starts the cluster of this name.
     *
     * @throws EnvironmentTrouble if the name is unknown or the cluster cannot start
     */
    public static Cluster start(String name) {
        return switch (name) {
            case EMBEDDED -> EmbeddedCluster.start();
            case KUBECONFIG -> NamedCluster.read();
            case K3S -> provided(name);
            default ->
                throw new EnvironmentTrouble(
                        "there is no cluster called \"" + name + "\"",
                        "use -D" + PROPERTY + "=embedded, k3s or kubeconfig, or leave the option out",
                        null);
        };
    }

    private static Cluster provided(String name) {
        return ServiceLoader.load(ClusterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EnvironmentTrouble(
                        "what runs " + name + " is not on the class path",
                        "give -D" + PROPERTY + "=" + name + " to Maven on its command line, which adds it; in an IDE "
                                + "switch the Maven profile \"" + name + "\" on",
                        null))
                .start(line -> OutputRouter.screen().println(line));
    }
}
