package dev.watchworks.apiserver.controllers.kubelet;

/**
 * The cluster's one node, on which all pods pretend to run.
 *
 * @param name object name and host name
 * @param address its internal address; nothing listens there
 */
public record NodeIdentity(String name, String address) {

    /** Pods that fit; more than a real kubelet's 110, because these cost nothing. */
    public static final int POD_CAPACITY = 1000;

    /** Version that the kubelet claims. */
    static final String VERSION = "v1.34.4";

    /** A node called {@code watchworks}. */
    public static NodeIdentity standard() {
        return new NodeIdentity("watchworks", "10.0.0.1");
    }
}
