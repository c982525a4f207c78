package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the cluster says about the pods of the check, without passing the gateway. */
final class Pods {

    private Pods() {}

    /** The version of the namespace's pods now. */
    static String currentVersion(Lab lab) throws ApiException {
        return list(lab).getMetadata().getResourceVersion();
    }

    /** The version of each pod now, by its name. */
    static Map<String, String> versions(Lab lab) throws ApiException {
        Map<String, String> versions = new TreeMap<>();
        list(lab)
                .getItems()
                .forEach(pod -> versions.put(
                        pod.getMetadata().getName(), pod.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Deletes a pod and waits until it is gone. */
    static void deleteAndAwait(Lab lab, String name) {
        lab.cluster().deletePod(name);
        awaitGone(lab, name);
    }

    /** Waits until a pod, whose deletion was asked for, is gone. */
    static void awaitGone(Lab lab, String name) {
        try {
            Awaitility.await("the pod " + name + " is gone")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !versions(lab).containsKey(name));
        } catch (ConditionTimeoutException stillThere) {
            throw new EnvironmentException(
                    "The cluster did not end the pod " + name + " in 20 seconds.", "Run the check again.", stillThere);
        }
    }

    /** Writes to something that is no pod, and returns the version of that write. */
    static String moveTheCounter(Lab lab) throws ApiException {
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
