package dev.watchworks.apiserver.controllers.kubelet;

/**
 * The cluster's one node, to which all pods are bound.
 *
 * @param name the node's name and host name
 * @param address the node's internal address; no process listens there
 */
public record NodeIdentity(String name, String address) {

    /** How many pods fit. It is more than a real kubelet's 110, because simulated pods cost nothing. */
    public static final int POD_CAPACITY = 1000;

    /** The version in the node's status. */
    static final String VERSION = "v1.34.4";

    /** The node {@code watchworks}. */
    public static NodeIdentity standard() {
        return new NodeIdentity("watchworks", "10.0.0.1");
    }
}
