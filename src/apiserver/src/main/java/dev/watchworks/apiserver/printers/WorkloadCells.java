package dev.watchworks.apiserver.printers;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Cells of pods and jobs. */
final class WorkloadCells {
    private static final List<String> JOB_ENDS = List.of("Complete", "Failed", "Suspended", "FailureTarget");

    private WorkloadCells() {}

    /** The numbers of open and of all readiness gates, such as {@code 1/2}; empty when the pod has none. */
    static String readinessGates(JsonNode pod) {
        List<ObjectNode> gates = objects(pod, "spec", "readinessGates");
        long open = gates.stream()
                .filter(gate -> Conditions.isTrue(pod, text(gate, "conditionType")))
                .count();
        return gates.isEmpty() ? "" : open + "/" + gates.size();
    }

    /** The first condition of a job that means an end or a pause, or the empty text. */
    static String jobEnd(List<JsonNode> conditionTypes) {
        return conditionTypes.stream()
                .map(JsonNode::asText)
                .filter(JOB_ENDS::contains)
                .findFirst()
                .orElse("");
    }

    static String jobCompletions(JsonNode job) {
        long succeeded = number(job, "status", "succeeded");
        JsonNode spec = job.path("spec");
        if (has(spec, "completions")) {
            return succeeded + "/" + number(spec, "completions");
        }
        long parallelism = number(spec, "parallelism");
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    /** The time from a job's start to its completion, or to now; empty before the start. */
    static String jobDuration(JsonNode job, Instant now) {
        String start = text(job, "status", "startTime");
        String completion = text(job, "status", "completionTime");
        if (start.isEmpty()) {
            return "";
        }
        Instant end = completion.isEmpty() ? now : Instant.parse(completion);
        return HumanDuration.of(Duration.between(Instant.parse(start), end));
    }
}
