package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The conditions of a namespace that is being deleted. */
final class NamespaceConditionUpdater {
    private final Set<String> remaining = new TreeSet<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();
    private String failure = "";

    /** Some objects of a type remain. */
    void addRemaining(String plural, String group, int count) {
        remaining.add(plural + "." + group + " has " + count + " resource instances");
    }

    /** A finalizer holds an object. */
    void addFinalizer(String finalizer) {
        finalizers.merge(finalizer, 1, Integer::sum);
    }

    /** Some deletions were refused. */
    void setFailure(int types, String messages) {
        failure = "Failed to delete all resource types, " + types + " remaining: " + messages;
    }

    /** Writes the conditions into a namespace; returns whether that changed it. */
    boolean update(ObjectNode namespace, Instant now) {
        Updater updater = new Updater(namespace, now);
        updater.set(
                "NamespaceDeletionDiscoveryFailure",
                "",
                "",
                "ResourcesDiscovered",
                "All resources successfully discovered");
        updater.set(
                "NamespaceDeletionGroupVersionParsingFailure",
                "",
                "",
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed");
        updater.set(
                "NamespaceDeletionContentFailure",
                failure,
                "ContentDeletionFailed",
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization");
        updater.set(
                "NamespaceContentRemaining",
                remaining.isEmpty() ? "" : "Some resources are remaining: " + String.join(", ", remaining),
                "SomeResourcesRemain",
                "ContentRemoved",
                "All content successfully removed");
        updater.set(
                "NamespaceFinalizersRemaining",
                finalizers.isEmpty() ? "" : "Some content in the namespace has finalizers remaining: " + finalizers(),
                "SomeFinalizersRemain",
                "ContentHasNoFinalizers",
                "All content-preserving finalizers finished");
        return updater.changed;
    }

    private String finalizers() {
        return finalizers.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
    }

    private static final class Updater {
        private final ObjectNode namespace;
        private final Instant now;
        private boolean changed;

        Updater(ObjectNode namespace, Instant now) {
            this.namespace = namespace;
            this.now = now;
        }

        /** Sets a condition to True with a problem's message, or to False when the message is empty. */
        void set(String type, String problem, String problemReason, String reason, String message) {
            boolean isTrue = !problem.isEmpty();
            ObjectNode before = Conditions.find(namespace, type);
            ObjectNode condition = Conditions.create(before, type, isTrue ? "True" : "False", now)
                    .put("reason", isTrue ? problemReason : reason)
                    .put("message", isTrue ? problem : message);
            if (condition.equals(before)) {
                return;
            }
            changed = true;
            if (before != null) {
                before.setAll(condition);
            } else {
                ArrayNode conditions = namespace.withObjectProperty("status").withArrayProperty("conditions");
                conditions.add(condition);
            }
        }
    }
}
