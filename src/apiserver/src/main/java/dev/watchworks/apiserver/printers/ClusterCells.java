package dev.watchworks.apiserver.printers;

import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.Conditions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cells of nodes, volumes, quotas, bindings and events. */
final class ClusterCells {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE_LABEL = "kubernetes.io/role";

    /** Access modes and how columns write them, in their order. */
    private static final List<Map.Entry<String, String>> ACCESS_MODES = List.of(
            Map.entry("ReadWriteOnce", "RWO"),
            Map.entry("ReadOnlyMany", "ROX"),
            Map.entry("ReadWriteMany", "RWX"),
            Map.entry("ReadWriteOncePod", "RWOP"));

    private ClusterCells() {}

    static String nodeStatus(JsonNode node) {
        String status = Conditions.text(node, "Ready", "status");
        String ready = status.isEmpty() ? "Unknown" : status.equals("True") ? "Ready" : "NotReady";
        return node.path("spec").path("unschedulable").asBoolean() ? ready + ",SchedulingDisabled" : ready;
    }

    static String nodeRoles(JsonNode node) {
        TreeSet<String> roles = new TreeSet<>();
        for (String label : keys(node, "metadata", "labels")) {
            if (label.startsWith(ROLE_PREFIX)) {
                roles.add(label.substring(ROLE_PREFIX.length()));
            } else if (label.equals(ROLE_LABEL)) {
                roles.add(text(node, "metadata", "labels", label));
            }
        }
        roles.remove("");
        return String.join(",", roles);
    }

    /** Such as {@code RWO,ROX}, of the object that has the list {@code accessModes}. */
    static String accessModes(JsonNode owner) {
        List<String> modes = texts(owner, "accessModes");
        return ACCESS_MODES.stream()
                .filter(mode -> modes.contains(mode.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }

    static String claimAccessModes(JsonNode claim) {
        return isBound(claim) ? accessModes(claim.path("status")) : "";
    }

    static String claimCapacity(JsonNode claim) {
        return isBound(claim)
                ? claim.path("status").path("capacity").path("storage").asText("0")
                : "";
    }

    private static boolean isBound(JsonNode claim) {
        return !text(claim, "spec", "volumeName").isEmpty();
    }

    /** The mark after the name of a default storage class, which has an annotation with the value {@code true}. */
    static String defaultMark(List<JsonNode> annotations) {
        return annotations.stream().anyMatch(value -> value.asText().equals("true")) ? " (default)" : "";
    }

    /** Such as {@code requests.cpu: 500m/2}, of the limits or of everything else. */
    static String quota(JsonNode quota, boolean ofLimits) {
        return keys(quota, "status", "hard").stream()
                .filter(resource -> resource.startsWith("limits.") == ofLimits)
                .sorted()
                .map(resource -> resource + ": "
                        + quota.path("status").path("used").path(resource).asText("0") + "/"
                        + text(quota, "status", "hard", resource))
                .collect(Collectors.joining(", "));
    }

    /** Names, each after its namespace if it has one: {@code default/robot, alice}. */
    static String names(List<JsonNode> references) {
        return references.stream()
                .map(reference -> Stream.of(text(reference, "namespace"), text(reference, "name"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("/")))
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code pod/web-0}. */
    static String eventObject(JsonNode event) {
        String kind = text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
        String name = text(event, "involvedObject", "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    /** Such as {@code kubelet, node-1}. */
    static String eventSource(JsonNode event) {
        String component = firstOf(text(event, "source", "component"), text(event, "reportingComponent"));
        String instance = firstOf(text(event, "source", "host"), text(event, "reportingInstance"));
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
