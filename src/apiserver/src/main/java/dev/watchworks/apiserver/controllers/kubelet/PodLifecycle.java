package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What the kubelet knows of one pod beyond its status: how far it is, and its containers. */
final class PodLifecycle {
    private static final int CONTAINER_ID_BYTES = 32;

    /** How far a pod is; each is what is due next. */
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
     * @param started when it began to run
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

    /** Takes up a pod where its status says that it is. */
    static PodLifecycle of(String uid, JsonNode pod) {
        JsonNode status = pod.path("status");
        PodLifecycle run =
                new PodLifecycle(uid, status.path("phase").asText().equals("Pending") ? Stage.ADMIT : Stage.RUN);
        for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (JsonNode container : status.path(list)) {
                String id = container.path("containerID").asText();
                String started = container
                        .path("state")
                        .path("running")
                        .path("startedAt")
                        .asText();
                if (!id.isEmpty()) {
                    run.containers.put(container.path("name").asText(), new Container(id, Timestamps.parse(started)));
                }
            }
        }
        return run;
    }

    String uid() {
        return uid;
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Whether an alarm is set that will let the pod go on. */
    synchronized boolean waiting() {
        return waiting;
    }

    /** Says what is due next, once an alarm has rung. */
    synchronized void await(Stage next) {
        stage = next;
        waiting = true;
    }

    /** Ends the wait for a stage, unless another has been set since; whether it did. */
    synchronized boolean endWaitFor(Stage due) {
        if (stage != due || !waiting) {
            return false;
        }
        waiting = false;
        return true;
    }

    /** Says what is due next, and that nothing has to be waited for. */
    synchronized void goOn(Stage next) {
        stage = next;
        waiting = false;
    }

    /** The container with a name of the pod's, started at {@code now} if it was not. */
    synchronized Container start(String name, Instant now, Random random) {
        return containers.computeIfAbsent(name, any -> {
            byte[] id = new byte[CONTAINER_ID_BYTES];
            random.nextBytes(id);
            return new Container("containerd://" + HexFormat.of().formatHex(id), now);
        });
    }

    /** Containers that were started, by name; a copy. */
    synchronized Map<String, Container> containers() {
        return Map.copyOf(containers);
    }
}
