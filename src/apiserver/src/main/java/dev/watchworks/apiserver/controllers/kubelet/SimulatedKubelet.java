package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.kubelet.PodLifecycle.Stage;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does with the node's pods what a kubelet does, but for the containers: nothing is pulled, nothing runs, so a container
 * never ends by itself, whatever its command and restart policy, and probes always succeed.
 */
public final class SimulatedKubelet implements AutoCloseable {
    private final Registry registry;
    private final Clock clock;
    private final Executor threads;
    private final Timers timers;
    private final SimulatedLatency pace;
    private final NodeIdentity identity;
    private final ResourceType pods;
    private final WorkQueue<ObjectKey> queue;
    private final ContainerEvents events;
    private final PodStatusGenerator statuses;
    private final PodIpAllocator addresses = new PodIpAllocator();
    private final Map<String, PodLifecycle> runs = new ConcurrentHashMap<>();

    /** @param random for container ids; used under its own lock */
    public SimulatedKubelet(
            Registry registry,
            Clock clock,
            Executor threads,
            Timers timers,
            ContainerEvents events,
            SimulatedLatency pace,
            NodeIdentity identity,
            Random random) {
        this.registry = registry;
        this.clock = clock;
        this.threads = threads;
        this.timers = timers;
        this.pace = pace;
        this.identity = identity;
        this.events = events;
        this.pods = registry.type("pods");
        this.queue = new WorkQueue<>("kubelet", threads, timers, this::sync);
        this.statuses = new PodStatusGenerator(identity, addresses, random);
    }

    /** Listens to pods. */
    public void listen(SharedInformerFactory feed) {
        feed.on(pods, (before, after) -> {
            if (after == null) {
                forget(before);
            } else if (isOurs(after)) {
                queue.add(ObjectKey.of(after));
            }
        });
    }

    private void forget(@Nullable ObjectNode pod) {
        PodLifecycle run = pod == null ? null : runs.remove(ObjectMeta.uid(pod));
        if (pod == null || run == null) {
            return;
        }
        addresses.release(run.uid());
        if (run.stage().compareTo(Stage.STOP) < 0) {
            threads.execute(() -> events.killing(pod, run));
        }
    }

    private boolean isOurs(JsonNode pod) {
        return pod.path("spec").path("nodeName").asText().equals(identity.name());
    }

    private void sync(ObjectKey key) {
        ObjectNode pod = registry.find(pods, key.namespace(), key.name());
        if (pod == null || !isOurs(pod)) {
            return;
        }
        String phase = pod.path("status").path("phase").asText();
        if (!ObjectMeta.isBeingDeleted(pod) && (phase.equals("Succeeded") || phase.equals("Failed"))) {
            return;
        }
        PodLifecycle run = runs.computeIfAbsent(ObjectMeta.uid(pod), uid -> takeUp(uid, pod));
        if (ObjectMeta.isBeingDeleted(pod) && run.stage().compareTo(Stage.STOP) < 0) {
            beginToStop(pod, run, key);
        } else if (!run.waiting()) {
            step(pod, run, key);
        }
    }

    private PodLifecycle takeUp(String uid, ObjectNode pod) {
        String address = pod.path("status").path("podIP").asText();
        if (!address.isEmpty()) {
            addresses.keep(uid, address);
        }
        PodLifecycle run = PodLifecycle.of(uid, pod);
        if (run.stage() == Stage.ADMIT) {
            later(run, ObjectKey.of(pod), pace.toAdmit(), Stage.ADMIT);
        }
        return run;
    }

    private void step(ObjectNode pod, PodLifecycle run, ObjectKey key) {
        switch (run.stage()) {
            case ADMIT -> {
                write(key, run, current -> statuses.creating(current, clock.instant()));
                Duration toPull = events.beginToPull(pod) ? pace.toPull() : Duration.ZERO;
                later(run, key, toPull, Stage.PULL);
            }
            case PULL -> {
                events.start(pod);
                later(run, key, pace.toStart(), Stage.START);
            }
            case START -> {
                write(key, run, current -> statuses.running(current, run, clock.instant()));
                run.goOn(Stage.RUN);
            }
            case RUN -> openGates(pod, run, key);
            case STOP -> {
                if (!run.containers().isEmpty()) {
                    write(key, run, current -> statuses.completed(current, run, clock.instant()));
                }
                run.goOn(Stage.END);
                queue.add(key);
            }
            case END -> {
                registry.delete(pods, key.namespace(), key.name(), new DeleteOptions(0L, null, run.uid(), null));
                run.goOn(Stage.OVER);
            }
            case OVER -> {}
        }
    }

    /** Whoever opens a readiness gate does it in the status: readiness follows. */
    private void openGates(ObjectNode pod, PodLifecycle run, ObjectKey key) {
        if (pod.path("spec").path("readinessGates").isEmpty()) {
            return;
        }
        JsonNode conditions = PodConditions.running(pod, clock.instant());
        if (!SemanticEquality.deepEqual(conditions, pod.path("status").path("conditions"))) {
            write(key, run, current -> {
                ObjectNode status = current.withObjectProperty("status");
                status.set("conditions", PodConditions.running(current, clock.instant()));
                return status;
            });
        }
    }

    private void beginToStop(ObjectNode pod, PodLifecycle run, ObjectKey key) {
        Duration toStop = Duration.ZERO;
        if (!run.containers().isEmpty()) {
            events.killing(pod, run);
            long grace = pod.path("metadata").path("deletionGracePeriodSeconds").asLong();
            toStop = grace < pace.toStop().toSeconds() ? Duration.ofSeconds(grace) : pace.toStop();
        }
        later(run, key, toStop, Stage.STOP);
    }

    /** Waits, then has the pod looked at with the next stage due. */
    private void later(PodLifecycle run, ObjectKey key, Duration delay, Stage next) {
        if (delay.isZero()) {
            run.goOn(next);
            queue.add(key);
            return;
        }
        run.await(next);
        timers.schedule(delay, () -> {
            if (run.endWaitFor(next)) {
                queue.add(key);
            }
        });
    }

    private interface NewStatus {
        ObjectNode of(ObjectNode pod);
    }

    private void write(ObjectKey key, PodLifecycle run, NewStatus status) {
        registry.updateStatus(pods, key.namespace(), key.name(), current -> {
            if (current == null || !ObjectMeta.uid(current).equals(run.uid())) {
                return null;
            }
            current.set("status", status.of(current));
            return current;
        });
    }

    @Override
    public void close() {
        queue.close();
    }
}
