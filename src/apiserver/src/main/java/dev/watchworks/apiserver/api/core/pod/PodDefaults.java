package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Quantity;
import java.util.List;
import java.util.Map;

/** The defaults of pod specs that depend on other fields (Kubernetes' {@code apis/core/v1/defaults.go}). */
public final class PodDefaults {
    private static final List<String> CONTAINER_LISTS = List.of("initContainers", "containers");

    private PodDefaults() {}

    /** Fills in the defaults of a pod; a template does not get all of them. */
    static void applyToPod(ObjectNode pod) {
        ObjectNode spec = object(pod, "spec");
        for (String list : CONTAINER_LISTS) {
            objects(spec, list).forEach(PodDefaults::requestsFromLimits);
        }
        boolean emptyOverhead = has(spec, "overhead");
        applyToSpec(spec);
        if (emptyOverhead && !has(spec, "overhead")) {
            // Admission rejects a pod with an overhead, even with an empty one.
            spec.putObject("overhead");
        }
        if (spec.path("hostNetwork").asBoolean()) {
            CONTAINER_LISTS.forEach(list -> objects(spec, list).forEach(PodDefaults::hostPorts));
        }
    }

    private static void requestsFromLimits(ObjectNode container) {
        JsonNode limits = container.path("resources").path("limits");
        if (limits.isEmpty()) {
            return;
        }
        ObjectNode requests = object(object(container, "resources"), "requests");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    private static void hostPorts(ObjectNode container) {
        for (ObjectNode port : objects(container, "ports")) {
            if (port.path("hostPort").asInt() == 0) {
                port.set("hostPort", port.path("containerPort"));
            }
        }
    }

    /** Fills in the defaults of the template in a workload's spec. */
    public static void applyToTemplate(ObjectNode workload) {
        applyToSpec(object(object(object(workload, "spec"), "template"), "spec"));
    }

    /** Fills in the defaults that pods and templates share. */
    private static void applyToSpec(ObjectNode spec) {
        fillServiceAccountNames(spec);
        for (String list : CONTAINER_LISTS) {
            objects(spec, list).forEach(PodDefaults::applyToContainer);
        }
        objects(spec, "ephemeralContainers").forEach(PodDefaults::applyToContainer);
        for (ObjectNode volume : objects(spec, "volumes")) {
            if (volume.size() <= 1) {
                volume.putObject("emptyDir");
            }
        }
        roundUp(spec.path("overhead"));
        if (spec.path("overhead").isEmpty()) {
            spec.remove("overhead");
        }
    }

    /** Fills in both names of the field; the value of the old name counts only if the new one is empty. */
    private static void fillServiceAccountNames(ObjectNode spec) {
        String name = text(spec, "serviceAccountName");
        String old = text(spec, "serviceAccount");
        if (!name.isEmpty() || !old.isEmpty()) {
            spec.put("serviceAccountName", name.isEmpty() ? old : name);
            spec.put("serviceAccount", name.isEmpty() ? old : name);
        }
    }

    private static void applyToContainer(ObjectNode container) {
        roundUp(container.path("resources").path("limits"));
        roundUp(container.path("resources").path("requests"));
        orElse(container, "imagePullPolicy", isLatest(text(container, "image")) ? "Always" : "IfNotPresent");
    }

    private static void roundUp(JsonNode resources) {
        if (resources instanceof ObjectNode list) {
            for (Map.Entry<String, JsonNode> entry : list.properties()) {
                entry.setValue(list.textNode(
                        Quantity.of(entry.getValue()).roundedToThousandths().canonical()));
            }
        }
    }

    /** Whether an image has the tag {@code latest}, or neither tag nor digest. */
    static boolean isLatest(String image) {
        if (image.indexOf('@') >= 0) {
            return false;
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon < 0 ? !image.isEmpty() : last.substring(colon + 1).equals("latest");
    }
}
