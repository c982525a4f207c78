package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.Conditions;

/** Predicates of pods and their containers ({@code pkg/api/v1/pod/util.go}). */
public final class PodState {
    private PodState() {}

    /** Whether all containers have ended for good: the phase is Succeeded or Failed. */
    public static boolean isTerminal(JsonNode pod) {
        String phase = text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether the condition Ready is True. */
    public static boolean isReady(JsonNode pod) {
        return Conditions.isTrue(pod, "Ready");
    }

    /** Whether an init container keeps running beside the others. */
    public static boolean isSidecar(JsonNode initContainer) {
        return text(initContainer, "restartPolicy").equals("Always");
    }
}
