package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The pods of the check, as the cluster has them; these requests bypass the gateway. */
final class Pods {

    private Pods() {}

    /** Returns the version of a list of the pods now. */
    static String currentVersion(Lab lab) throws ApiException {
        return list(lab).getMetadata().getResourceVersion();
    }

    /** Returns the version of each pod now, by its name. */
    static Map<String, String> versions(Lab lab) throws ApiException {
        Map<String, String> versions = new TreeMap<>();
        list(lab)
                .getItems()
                .forEach(pod -> versions.put(
                        pod.getMetadata().getName(), pod.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Creates a pod that no scheduler takes, so that it never changes by itself. */
    static V1Pod createQuiet(Lab lab, String name) throws ApiException {
        V1Pod pod = new V1Pod()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1PodSpec()
                        // client-java would send an empty overhead, and a real API server rejects this
                        .overhead(null)
                        .schedulerName("nobody")
                        .containers(List.of(new V1Container().name(name).image("nginx"))));
        return new CoreV1Api(lab.directClient())
                .createNamespacedPod(lab.namespace(), pod)
                .execute();
    }

    /** Creates a pod with a finalizer, so that it stays after it was deleted, until the check ends. */
    static V1Pod createThatStays(Lab lab, String name) throws ApiException {
        lab.cluster().createPod(name);
        lab.atEnd(() -> patchFinalizers(lab, name, "null"));
        return patchFinalizers(lab, name, "[\"watchworks.dev/stays\"]");
    }

    private static V1Pod patchFinalizers(Lab lab, String name, String finalizers) throws ApiException {
        GenericKubernetesApi<V1Pod, V1PodList> pods =
                new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", lab.directClient());
        V1Patch patch = new V1Patch("{\"metadata\":{\"finalizers\":%s}}".formatted(finalizers));
        return pods.patch(lab.namespace(), name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, patch)
                .throwsApiException()
                .getObject();
    }

    /** Deletes a pod and waits until it is gone. */
    static void deleteAndAwait(Lab lab, String name) {
        lab.cluster().deletePod(name);
        awaitGone(lab, name);
    }

    /** Waits until a deleted pod is gone. */
    static void awaitGone(Lab lab, String name) {
        try {
            Awaitility.await("the pod " + name + " is gone")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !versions(lab).containsKey(name));
        } catch (ConditionTimeoutException stillThere) {
            throw new EnvironmentException(
                    "The cluster did not remove the pod " + name + " in 20 seconds.",
                    "Run the check again.",
                    stillThere);
        }
    }

    /** Creates a service, so that the version of the cluster moves on, and returns the version of that write. */
    static String createService(Lab lab) throws ApiException {
        V1Service something = new V1Service()
                .metadata(new V1ObjectMeta().generateName("something-"))
                .spec(new V1ServiceSpec().clusterIP("None"));
        return new CoreV1Api(lab.directClient())
                .createNamespacedService(lab.namespace(), something)
                .execute()
                .getMetadata()
                .getResourceVersion();
    }

    static V1PodList list(Lab lab) throws ApiException {
        return new CoreV1Api(lab.directClient())
                .listNamespacedPod(lab.namespace())
                .execute();
    }
}
