package dev.watchworks.apiserver.printers;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import java.time.Instant;
import java.util.List;

/**
 * A pod's state for a table, from its phase, its conditions and its containers (Kubernetes' {@code printPod}).
 *
 * @param reason the column STATUS, such as {@code Running}, {@code ContainerCreating} or {@code Init:0/1}
 * @param readyContainers how many containers are ready
 * @param containers how many containers there are, sidecars included
 * @param restarts how often containers have restarted
 * @param lastRestart the time of the last restart in RFC 3339; may be empty
 */
record PodSummary(String reason, int readyContainers, int containers, long restarts, String lastRestart) {

    static PodSummary of(JsonNode pod) {
        Reader reader = new Reader(pod);
        reader.read();
        return new PodSummary(reader.reason, reader.ready, reader.containers, reader.restarts, reader.lastRestart);
    }

    /** The column READY, such as {@code 1/2}. */
    String ready() {
        return readyContainers + "/" + containers;
    }

    /** The column RESTARTS, such as {@code 3 (5m ago)}. */
    String restarts(Instant now) {
        return restarts == 0 || lastRestart.isEmpty()
                ? String.valueOf(restarts)
                : restarts + " (" + HumanDuration.since(lastRestart, now) + " ago)";
    }

    /** Reads the statuses in order; a later one overrides an earlier one. */
    private static final class Reader {
        private final JsonNode pod;
        private String reason;
        private int ready;
        private int containers;
        private long restarts;
        private long sidecarRestarts;
        private String lastRestart = "";
        private String lastSidecarRestart = "";

        Reader(JsonNode pod) {
            this.pod = pod;
            String own = text(pod, "status", "reason");
            this.reason = own.isEmpty() ? text(pod, "status", "phase") : own;
            this.containers = objects(pod, "spec", "containers").size()
                    + (int) objects(pod, "spec", "initContainers").stream()
                            .filter(Reader::isSidecar)
                            .count();
        }

        void read() {
            if (Conditions.text(pod, "PodScheduled", "reason").equals("SchedulingGated")) {
                reason = "SchedulingGated";
            }
            boolean initializing = readInitializers();
            if (!initializing || Conditions.isTrue(pod, "Initialized")) {
                readContainers();
            }
            String phase = text(pod, "status", "phase");
            if (has(pod.path("metadata"), "deletionTimestamp")) {
                if (text(pod, "status", "reason").equals("NodeLost")) {
                    reason = "Unknown";
                } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                    reason = "Terminating";
                }
            }
        }

        private boolean readInitializers() {
            List<ObjectNode> statuses = objects(pod, "status", "initContainerStatuses");
            for (int index = 0; index < statuses.size(); index++) {
                ObjectNode status = statuses.get(index);
                countRestart(status);
                boolean sidecar = isSidecar(text(status, "name"));
                if (sidecar) {
                    sidecarRestarts += number(status, "restartCount");
                    lastSidecarRestart = later(lastSidecarRestart, status);
                }
                JsonNode terminated = at(status, "state", "terminated");
                if (terminated.isObject() && number(terminated, "exitCode") == 0) {
                    continue;
                }
                if (sidecar && status.path("started").asBoolean()) {
                    ready += status.path("ready").asBoolean() ? 1 : 0;
                    continue;
                }
                reason = "Init:" + initializerReason(status, index);
                return true;
            }
            return false;
        }

        private String initializerReason(ObjectNode status, int index) {
            JsonNode terminated = at(status, "state", "terminated");
            String waiting = text(status, "state", "waiting", "reason");
            if (terminated.isObject()) {
                return endReason(terminated);
            }
            if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                return waiting;
            }
            return index + "/" + objects(pod, "spec", "initContainers").size();
        }

        private void readContainers() {
            restarts = sidecarRestarts;
            lastRestart = lastSidecarRestart;
            boolean oneRuns = false;
            List<ObjectNode> statuses = objects(pod, "status", "containerStatuses");
            for (int index = statuses.size() - 1; index >= 0; index--) {
                ObjectNode status = statuses.get(index);
                countRestart(status);
                JsonNode terminated = at(status, "state", "terminated");
                String waiting = text(status, "state", "waiting", "reason");
                if (!waiting.isEmpty()) {
                    reason = waiting;
                } else if (terminated.isObject()) {
                    reason = endReason(terminated);
                } else if (status.path("ready").asBoolean()
                        && at(status, "state", "running").isObject()) {
                    oneRuns = true;
                    ready++;
                }
            }
            if (reason.equals("Completed") && oneRuns) {
                reason = Conditions.isTrue(pod, "Ready") ? "Running" : "NotReady";
            }
        }

        private static String endReason(JsonNode terminated) {
            String own = text(terminated, "reason");
            if (!own.isEmpty()) {
                return own;
            }
            return number(terminated, "signal") != 0
                    ? "Signal:" + number(terminated, "signal")
                    : "ExitCode:" + number(terminated, "exitCode");
        }

        private void countRestart(ObjectNode status) {
            restarts += number(status, "restartCount");
            lastRestart = later(lastRestart, status);
        }

        /** RFC 3339 times in UTC sort as text. */
        private static String later(String moment, ObjectNode status) {
            String ended = text(status, "lastState", "terminated", "finishedAt");
            return ended.compareTo(moment) > 0 ? ended : moment;
        }

        private boolean isSidecar(String name) {
            return objects(pod, "spec", "initContainers").stream()
                    .anyMatch(container -> text(container, "name").equals(name) && isSidecar(container));
        }

        private static boolean isSidecar(ObjectNode container) {
            return text(container, "restartPolicy").equals("Always");
        }
    }
}
