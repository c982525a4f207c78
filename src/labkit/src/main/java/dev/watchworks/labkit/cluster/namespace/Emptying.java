package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Deletes from a namespace what checks and learners' code make there: deployments, replica sets, pods, services. */
final class Emptying {

    /** What a kubelet needs that has been told not to wait for the containers, and a garbage collector after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final CoreV1Api core;
    private final AppsV1Api apps;
    private final ApiClient client;
    private final String namespace;

    Emptying(ApiClient client, String namespace) {
        this.core = new CoreV1Api(client);
        this.apps = new AppsV1Api(client);
        this.client = client;
        this.namespace = namespace;
    }

    /** Deletes, and returns when nothing of it is there any more. */
    void run() {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> left = left();
            while (!left.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new EnvironmentTrouble(
                            "the namespace " + namespace + " does not get empty; after " + PATIENCE.toSeconds()
                                    + " seconds there still are " + String.join(", ", left),
                            "see with kubectl what keeps them: finalizers, or no controllers on this cluster",
                            null);
                }
                begin();
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                left = left();
            }
        } catch (ApiException refused) {
            throw Refusal.trouble("the namespace " + namespace + " cannot be emptied", client, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EnvironmentTrouble("the lab was interrupted", "run it again", interrupted);
        }
    }

    /** Asks for the deletion of all of it. */
    void begin() throws ApiException {
        // Owners first: what they own would come back.
        apps.deleteCollectionNamespacedDeployment(namespace).execute();
        apps.deleteCollectionNamespacedReplicaSet(namespace).execute();
        core.deleteCollectionNamespacedPod(namespace).gracePeriodSeconds(0).execute();
        core.deleteCollectionNamespacedService(namespace).execute();
    }

    private List<String> left() throws ApiException {
        return Stream.of(
                        apps.listNamespacedDeployment(namespace).execute().getItems(),
                        apps.listNamespacedReplicaSet(namespace).execute().getItems(),
                        core.listNamespacedPod(namespace).execute().getItems(),
                        core.listNamespacedService(namespace).execute().getItems())
                .flatMap(List::stream)
                .map(KubernetesObject.class::cast)
                .map(object -> object.getMetadata().getName())
                .toList();
    }
}
