package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The conditions of a namespace that is being deleted. */
final class NamespaceConditionUpdater {
    private final Set<String> remaining = new TreeSet<>();
    private final Map<String, Integer> finalizers = new TreeMap<>();
    private String failure = "";

    /** Records that objects of a type remain. */
    void addRemaining(String plural, String group, int count) {
        remaining.add(plural + "." + group + " has " + count + " resource instances");
    }

    /** Records that an object has a finalizer. */
    void addFinalizer(String finalizer) {
        finalizers.merge(finalizer, 1, Integer::sum);
    }

    /** Records that the registry refused deletions. */
    void setFailure(int types, String messages) {
        failure = "Failed to delete all resource types, " + types + " remaining: " + messages;
    }

    /** Writes the conditions into a namespace; returns whether that changed it. */
    boolean update(ObjectNode namespace, Instant now) {
        List<Finding> findings = List.of(
                new Finding(
                        "NamespaceDeletionDiscoveryFailure",
                        "",
                        "",
                        "ResourcesDiscovered",
                        "All resources successfully discovered"),
                new Finding(
                        "NamespaceDeletionGroupVersionParsingFailure",
                        "",
                        "",
                        "ParsedGroupVersions",
                        "All legacy kube types successfully parsed"),
                new Finding(
                        "NamespaceDeletionContentFailure",
                        failure,
                        "ContentDeletionFailed",
                        "ContentDeleted",
                        "All content successfully deleted, may be waiting on finalization"),
                new Finding(
                        "NamespaceContentRemaining",
                        sentence("Some resources are remaining: ", remaining),
                        "SomeResourcesRemain",
                        "ContentRemoved",
                        "All content successfully removed"),
                new Finding(
                        "NamespaceFinalizersRemaining",
                        sentence("Some content in the namespace has finalizers remaining: ", finalizers()),
                        "SomeFinalizersRemain",
                        "ContentHasNoFinalizers",
                        "All content-preserving finalizers finished"));
        boolean changed = false;
        for (Finding finding : findings) {
            changed |= finding.writeInto(namespace, now);
        }
        return changed;
    }

    private List<String> finalizers() {
        return finalizers.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue() + " resource instances")
                .toList();
    }

    private static String sentence(String start, Collection<String> list) {
        return list.isEmpty() ? "" : start + String.join(", ", list);
    }

    /** A condition: True with the message of a problem, or False when that message is empty. */
    private record Finding(String type, String problem, String problemReason, String reason, String message) {
        boolean writeInto(ObjectNode namespace, Instant now) {
            boolean isTrue = !problem.isEmpty();
            ObjectNode before = Conditions.find(namespace, type);
            ObjectNode condition = Conditions.create(before, type, isTrue ? "True" : "False", now)
                    .put("reason", isTrue ? problemReason : reason)
                    .put("message", isTrue ? problem : message);
            if (condition.equals(before)) {
                return false;
            }
            if (before != null) {
                before.setAll(condition);
            } else {
                namespace
                        .withObjectProperty("status")
                        .withArrayProperty("conditions")
                        .add(condition);
            }
            return true;
        }
    }
}
