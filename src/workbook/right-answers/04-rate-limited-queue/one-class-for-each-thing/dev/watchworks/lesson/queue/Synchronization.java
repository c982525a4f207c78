package dev.watchworks.lesson.queue;

import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;

/** The work for a key, with the current state in the cache. */
record Synchronization(Indexer<V1Deployment> cache, Duration pause) {

    /** The work has failed. */
    static final class SimulatedError extends Exception {
        private static final long serialVersionUID = 1L;

        SimulatedError(String name) {
            super("simulated error for deployment " + name);
        }
    }

    void of(String key) throws SimulatedError, InterruptedException {
        V1Deployment deployment = cache.getByKey(key);
        if (deployment == null) {
            System.out.println("Deployment " + key + " does not exist anymore");
        } else {
            print(deployment.getMetadata().getName(), deployment.getSpec().getReplicas());
        }
    }

    private void print(String name, int replicas) throws SimulatedError, InterruptedException {
        System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: " + replicas);
        if (name.equals("test-deployment")) {
            Thread.sleep(pause.toMillis());
            throw new SimulatedError(name);
        }
    }
}
