package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.array;
import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.scheduling.PriorityClassStrategy;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import org.jspecify.annotations.Nullable;

/**
 * The admission plugins that a standard cluster applies to new pods: ServiceAccount, RuntimeClass, Priority and
 * DefaultTolerationSeconds.
 *
 * <p>The plugin ServiceAccount only fills in the name here. It adds no volume with a token, because no kubelet could
 * mount it, and it does not look up the account, so that a client can create a pod right after its namespace.
 */
final class PodAdmission {
    /** How long a pod stays on a node that does not answer. */
    private static final int TOLERATION_SECONDS = 300;

    private PodAdmission() {}

    static @Nullable String admit(ObjectNode spec, GenericLister cluster) {
        if (has(spec, "runtimeClassName")) {
            return "pod rejected: RuntimeClass \"" + text(spec, "runtimeClassName") + "\" not found";
        }
        if (has(spec, "overhead")) {
            return "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";
        }
        String refusal = prioritize(spec, cluster);
        if (refusal != null) {
            return refusal;
        }
        orElse(spec, "serviceAccountName", "default");
        spec.put("serviceAccount", text(spec, "serviceAccountName"));
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        return null;
    }

    private static @Nullable String prioritize(ObjectNode spec, GenericLister cluster) {
        String name = text(spec, "priorityClassName");
        ObjectNode priorityClass = PriorityClassStrategy.ofPod(name, cluster);
        if (priorityClass == null && !name.isEmpty()) {
            return "no PriorityClass with name " + name + " was found";
        }
        int priority = priorityClass == null ? 0 : priorityClass.path("value").asInt();
        if (has(spec, "priority") && spec.path("priority").asInt() != priority) {
            return "the integer value of priority (" + spec.path("priority").asInt()
                    + ") must not be provided in pod spec; priority admission controller computed " + priority
                    + " from the given PriorityClass name";
        }
        if (priorityClass != null) {
            spec.put("priorityClassName", text(priorityClass, "metadata", "name"));
            orElse(spec, "preemptionPolicy", text(priorityClass, "preemptionPolicy"));
        }
        spec.put("priority", priority);
        orElse(spec, "preemptionPolicy", "PreemptLowerPriority");
        return null;
    }

    /** Admits an update: keeps values that admission set and that the update leaves out. */
    static void readmit(ObjectNode spec, JsonNode current) {
        for (String field : new String[] {"priority", "preemptionPolicy"}) {
            if (!has(spec, field)) {
                keep(spec, current, field);
            }
        }
        if (spec.path("overhead").isEmpty()) {
            spec.remove("overhead");
        }
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
    }

    private static void tolerate(ObjectNode spec, String taint) {
        for (ObjectNode toleration : objects(spec, "tolerations")) {
            String key = text(toleration, "key");
            String effect = text(toleration, "effect");
            if ((key.equals(taint) || key.isEmpty()) && (effect.equals("NoExecute") || effect.isEmpty())) {
                return;
            }
        }
        array(spec, "tolerations")
                .addObject()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", TOLERATION_SECONDS);
    }
}
