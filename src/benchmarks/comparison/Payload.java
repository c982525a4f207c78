import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is sent and, by the floor, answered: a pod with one container. */
final class Payload {
    private Payload() {}

    static String pod(String name) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"web"}},\
                "spec":{"containers":[{"name":"web","image":"nginx:1.29"}]}}"""
                .formatted(name);
    }

    static String deployment(String name, String label) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","labels":{"round":"%s"}},\
                "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},\
                "spec":{"containers":[{"name":"web","image":"nginx:1.29"}]}}}}"""
                .formatted(name, label);
    }

    static String configMap(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"k\":\"v\"}}"
                .formatted(name);
    }

    /** A pod as a server stores it, defaults filled in. */
    static String storedPod(String name) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%s","namespace":"default",\
                "uid":"3f1c1b5e-7a51-4d0c-9a53-0c5e7a1b2c3d","resourceVersion":"123456","generation":1,\
                "creationTimestamp":"2026-01-02T03:04:05Z","labels":{"app":"web"}},\
                "spec":{"containers":[{"name":"web","image":"nginx:1.29","resources":{},\
                "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",\
                "imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,\
                "dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler",\
                "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",\
                "tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists",\
                "effect":"NoExecute","tolerationSeconds":300}],"priority":0,"enableServiceLinks":true,\
                "preemptionPolicy":"PreemptLowerPriority"},"status":{"phase":"Pending","qosClass":"BestEffort"}}"""
                .formatted(name);
    }

    static String podList(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> storedPod("pod-" + index))
                .collect(Collectors.joining(
                        ",",
                        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[",
                        "]}"));
    }
}
