package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;

/** Pods for the checks. */
final class Pods {

    private Pods() {}

    /** A pod with a name only, which exists on no cluster. */
    static V1Pod named(String name) {
        return new V1Pod().metadata(new V1ObjectMeta().name(name));
    }

    /** Creates a pod that no scheduler takes, so that it causes one event and never changes. */
    static V1Pod createQuiet(Lab lab, String name) {
        V1Pod pod = named(name)
                .spec(new V1PodSpec()
                        // client-java would send an empty overhead, and a real API server rejects this
                        .overhead(null)
                        .schedulerName("nobody")
                        .containers(List.of(new V1Container().name(name).image("nginx"))));
        long began = System.nanoTime();
        try {
            V1Pod created = new CoreV1Api(lab.directClient())
                    .createNamespacedPod(lab.namespace(), pod)
                    .execute();
            lab.timeline().recordCluster(began, "the check created the pod " + name);
            return created;
        } catch (ApiException refused) {
            throw cannot("create the pod " + name, refused);
        }
    }

    /** A pod as JSON in one line, for an event that the gateway inserts. */
    static String json(Lab lab, String name, String resourceVersion) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%s","namespace":"%s","resourceVersion":"%s",\
                "creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"containers":[{"name":"web","image":"nginx"}]},\
                "status":{}}""".formatted(name, lab.namespace(), resourceVersion);
    }

    /** The version of a list of the pods now. */
    static String versionOfTheList(Lab lab) {
        try {
            return new CoreV1Api(lab.directClient())
                    .listNamespacedPod(lab.namespace())
                    .execute()
                    .getMetadata()
                    .getResourceVersion();
        } catch (ApiException refused) {
            throw cannot("list the pods", refused);
        }
    }

    private static EnvironmentException cannot(String what, ApiException refused) {
        return new EnvironmentException(
                "the lab could not " + what + ": HTTP " + refused.getCode() + ", " + refused.getResponseBody(),
                "run it again; if this does not help, report the problem with this message",
                refused);
    }
}
