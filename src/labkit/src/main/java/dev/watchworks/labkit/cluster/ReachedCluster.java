package dev.watchworks.labkit.cluster;

import dev.watchworks.gateway.cluster.RequestRateLimiter;
import dev.watchworks.labkit.cluster.namespace.Namespaces;
import dev.watchworks.labkit.cluster.namespace.ServerClock;
import io.kubernetes.client.openapi.ApiClient;

/**
 * A running cluster with a client for it, so that the checks which share the cluster share the client's connection too:
 * a TLS handshake costs more than most checks.
 *
 * @param cluster who closes it closes the way to it
 * @param client goes straight to the cluster
 * @param namespaces where checks work
 */
public record ReachedCluster(Cluster cluster, ApiClient client, Namespaces namespaces) implements AutoCloseable {

    /** As kubectl limits itself: more than any check needs at once, and a class of thirty stays within bounds. */
    private static final int REQUESTS_PER_SECOND = 50;

    private static final int BURST = 300;

    /** What learner's code may send: a loop that runs hot is still seen to run hot. */
    private static final int LEARNERS_REQUESTS_PER_SECOND = 25;

    private static final int LEARNERS_BURST = 200;

    /** Makes a client for a running cluster. */
    public static ReachedCluster of(Cluster cluster) {
        ServerClock clock = new ServerClock();
        RequestRateLimiter limit = cluster.disposable()
                ? RequestRateLimiter.unlimited()
                : RequestRateLimiter.of(REQUESTS_PER_SECOND, BURST);
        ApiClient client = DirectClient.to(cluster.upstream(), limit, clock);
        Namespaces namespaces = cluster.disposable()
                ? Namespaces.onDisposableCluster(client, cluster.name())
                : Namespaces.onSharedCluster(client, clock, cluster.name(), cluster.givenNamespace());
        return new ReachedCluster(cluster, client, namespaces);
    }

    /** How many requests a check's gateway lets through. */
    public RequestRateLimiter learnersLimit() {
        return cluster.disposable()
                ? RequestRateLimiter.unlimited()
                : RequestRateLimiter.of(LEARNERS_REQUESTS_PER_SECOND, LEARNERS_BURST);
    }

    @Override
    public void close() {
        namespaces.close();
        cluster.close();
    }
}
