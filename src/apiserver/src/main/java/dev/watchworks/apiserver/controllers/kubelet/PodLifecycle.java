package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The kubelet's own state of a pod, besides the pod's status: the next stage and the containers. */
final class PodLifecycle {
    private static final int CONTAINER_ID_BYTES = 32;

    /** The next action of the kubelet. */
    enum Stage {
        ADMIT,
        PULL,
        START,
        RUN,
        STOP,
        END,
        OVER
    }

    /**
     * @param id such as {@code containerd://…}
     * @param started when it was started
     */
    record Container(String id, Instant started) {}

    private final String uid;
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private Stage stage;
    private boolean waiting;

    private PodLifecycle(String uid, Stage stage) {
        this.uid = uid;
        this.stage = stage;
    }

    /** The lifecycle of a pod, beginning at the stage that its status shows. */
    static PodLifecycle of(String uid, JsonNode pod) {
        JsonNode status = pod.path("status");
        PodLifecycle lifecycle =
                new PodLifecycle(uid, text(status, "phase").equals("Pending") ? Stage.ADMIT : Stage.RUN);
        for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (JsonNode container : status.path(list)) {
                String id = text(container, "containerID");
                if (!id.isEmpty()) {
                    Instant started = Timestamps.parse(text(container, "state", "running", "startedAt"));
                    lifecycle.containers.put(text(container, "name"), new Container(id, started));
                }
            }
        }
        return lifecycle;
    }

    String uid() {
        return uid;
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Whether a timer runs until the next stage. */
    synchronized boolean isWaiting() {
        return waiting;
    }

    /** Sets the next stage, to begin when a timer ends. */
    synchronized void waitFor(Stage next) {
        stage = next;
        waiting = true;
    }

    /** Ends the wait for a stage; returns false when another stage has been set since. */
    synchronized boolean endWaitFor(Stage due) {
        if (stage != due || !waiting) {
            return false;
        }
        waiting = false;
        return true;
    }

    /** Sets the next stage, to begin at once. */
    synchronized void goTo(Stage next) {
        stage = next;
        waiting = false;
    }

    /** The container with a name, started at {@code now} unless it was started before. */
    synchronized Container start(String name, Instant now, Random random) {
        return containers.computeIfAbsent(name, any -> {
            byte[] id = new byte[CONTAINER_ID_BYTES];
            random.nextBytes(id);
            return new Container("containerd://" + HexFormat.of().formatHex(id), now);
        });
    }

    /** A copy of the started containers, by name. */
    synchronized Map<String, Container> containers() {
        return Map.copyOf(containers);
    }
}
