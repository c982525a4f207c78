package dev.watchworks.labkit.cluster;

import io.kubernetes.client.openapi.ApiClient;

/**
 * A running cluster with a client for it, so that the checks which share the cluster share the client's connection too:
 * a TLS handshake costs more than most checks.
 *
 * @param cluster who closes it closes the way to it
 * @param client goes straight to the cluster
 */
public record ReachedCluster(Cluster cluster, ApiClient client) implements AutoCloseable {

    /** Makes a client for a running cluster. */
    public static ReachedCluster of(Cluster cluster) {
        return new ReachedCluster(cluster, Connection.to(cluster).client());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
