package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1PodList;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the cluster says about the pods of the check, without passing the gateway. */
final class Pods {

    private Pods() {}

    /** The version of the namespace's pods now. */
    static String currentVersion(Lab lab) throws ApiException {
        return list(lab).getMetadata().getResourceVersion();
    }

    /** Deletes a pod and waits until it is gone. */
    static void deleteAndAwait(Lab lab, String name) {
        lab.hands().deletePod(name);
        try {
            Awaitility.await("the pod " + name + " is gone")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> list(lab).getItems().stream()
                            .noneMatch(pod -> name.equals(pod.getMetadata().getName())));
        } catch (ConditionTimeoutException stillThere) {
            throw new EnvironmentTrouble(
                    "The cluster did not end the pod " + name + " in 20 seconds.", "Run the check again.", stillThere);
        }
    }

    private static V1PodList list(Lab lab) throws ApiException {
        return new CoreV1Api(lab.direct()).listNamespacedPod(lab.namespace()).execute();
    }
}
