package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a namespace's status says about its deletion. */
final class NamespaceConditionUpdater {
    private static final String FAILURE = "NamespaceDeletionContentFailure";
    private static final String REMAINING = "NamespaceContentRemaining";
    private static final String FINALIZERS = "NamespaceFinalizersRemaining";
    private static final String SOME_REMAIN = "Some resources are remaining: ";
    private static final String SOME_HOLD = "Some content in the namespace has finalizers remaining: ";

    private final Set<String> remaining = new TreeSet<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();
    private String failure = "";

    private record Verdict(String type, boolean status, String reason, String message) {}

    /** Some objects of a type are left. */
    void remain(String plural, String group, int count) {
        remaining.add(plural + "." + group + " has " + count + " resource instances");
    }

    /** An object is left because of a finalizer. */
    void hold(String finalizer) {
        finalizers.merge(finalizer, 1, Integer::sum);
    }

    /** Not everything could be deleted. */
    void fail(int types, String messages) {
        failure = "Failed to delete all resource types, " + types + " remaining: " + messages;
    }

    /** Writes the conditions into a namespace; whether that changed anything. */
    boolean apply(ObjectNode namespace, Instant now) {
        boolean changed = false;
        for (Verdict verdict : verdicts()) {
            changed |= set(namespace, now, verdict);
        }
        return changed;
    }

    private List<Verdict> verdicts() {
        return List.of(
                fine(
                        "NamespaceDeletionDiscoveryFailure",
                        "ResourcesDiscovered",
                        "All resources successfully discovered"),
                fine(
                        "NamespaceDeletionGroupVersionParsingFailure",
                        "ParsedGroupVersions",
                        "All legacy kube types successfully parsed"),
                failure.isEmpty()
                        ? fine(
                                FAILURE,
                                "ContentDeleted",
                                "All content successfully deleted, may be waiting on finalization")
                        : new Verdict(FAILURE, true, "ContentDeletionFailed", failure),
                remaining.isEmpty()
                        ? fine(REMAINING, "ContentRemoved", "All content successfully removed")
                        : new Verdict(
                                REMAINING, true, "SomeResourcesRemain", SOME_REMAIN + String.join(", ", remaining)),
                finalizers.isEmpty()
                        ? fine(FINALIZERS, "ContentHasNoFinalizers", "All content-preserving finalizers finished")
                        : new Verdict(FINALIZERS, true, "SomeFinalizersRemain", SOME_HOLD + heldBy()));
    }

    private static Verdict fine(String type, String reason, String message) {
        return new Verdict(type, false, reason, message);
    }

    private String heldBy() {
        return finalizers.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
    }

    private static boolean set(ObjectNode namespace, Instant now, Verdict verdict) {
        ObjectNode parent = namespace.withObjectProperty("status");
        ArrayNode conditions =
                parent.get("conditions") instanceof ArrayNode present ? present : parent.putArray("conditions");
        String word = verdict.status() ? "True" : "False";
        for (JsonNode each : conditions) {
            if (each instanceof ObjectNode condition
                    && condition.path("type").asText().equals(verdict.type())) {
                return change(condition, now, word, verdict);
            }
        }
        conditions
                .addObject()
                .put("type", verdict.type())
                .put("status", word)
                .put("lastTransitionTime", Timestamps.seconds(now))
                .put("reason", verdict.reason())
                .put("message", verdict.message());
        return true;
    }

    private static boolean change(ObjectNode condition, Instant now, String status, Verdict verdict) {
        boolean sameStatus = condition.path("status").asText().equals(status);
        if (sameStatus
                && condition.path("reason").asText().equals(verdict.reason())
                && condition.path("message").asText().equals(verdict.message())) {
            return false;
        }
        if (!sameStatus) {
            condition.put("lastTransitionTime", Timestamps.seconds(now));
        }
        condition.put("status", status).put("reason", verdict.reason()).put("message", verdict.message());
        return true;
    }
}
