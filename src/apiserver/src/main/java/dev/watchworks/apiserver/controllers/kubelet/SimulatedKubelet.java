package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.controllers.kubelet.PodLifecycle.Stage;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status of the node's pods as a kubelet does, but runs no container. So a container never ends by itself,
 * whatever its command and restart policy, and probes always succeed.
 */
public final class SimulatedKubelet extends Controller<ObjectKey> {
    private final SimulatedLatency latency = context.latency();
    private final NodeIdentity node;
    private final ResourceType pods = registry.type("pods");
    private final ContainerEvents events;
    private final PodStatusGenerator statusGenerator;
    private final PodIpAllocator addresses = new PodIpAllocator();
    private final Map<String, PodLifecycle> lifecycles = new ConcurrentHashMap<>();

    /** @param random for container ids */
    public SimulatedKubelet(ControllerContext context, NodeIdentity node, Random random) {
        super("kubelet", context);
        this.node = node;
        this.events = new ContainerEvents(context, node);
        this.statusGenerator = new PodStatusGenerator(node, addresses, random);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(pods, (before, after) -> {
            if (after == null) {
                podDeleted(before);
            } else if (isOnThisNode(after)) {
                queue.add(ObjectKey.of(after));
            }
        });
    }

    private void podDeleted(@Nullable ObjectNode pod) {
        PodLifecycle lifecycle = pod == null ? null : lifecycles.remove(ObjectMeta.uid(pod));
        if (pod == null || lifecycle == null) {
            return;
        }
        addresses.release(lifecycle.uid());
        if (lifecycle.stage().compareTo(Stage.STOP) < 0) {
            context.threads().execute(() -> events.recordKilling(pod, lifecycle));
        }
    }

    private boolean isOnThisNode(JsonNode pod) {
        return text(pod, "spec", "nodeName").equals(node.name());
    }

    @Override
    protected void sync(ObjectKey key) {
        ObjectNode pod = registry.find(pods, key.namespace(), key.name());
        if (pod == null || !isOnThisNode(pod)) {
            return;
        }
        if (!ObjectMeta.isBeingDeleted(pod) && PodState.isTerminal(pod)) {
            return;
        }
        PodLifecycle lifecycle = lifecycles.computeIfAbsent(ObjectMeta.uid(pod), uid -> newLifecycle(uid, pod));
        if (ObjectMeta.isBeingDeleted(pod) && lifecycle.stage().compareTo(Stage.STOP) < 0) {
            beginToStop(pod, lifecycle, key);
        } else if (!lifecycle.isWaiting()) {
            step(pod, lifecycle, key);
        }
    }

    private PodLifecycle newLifecycle(String uid, ObjectNode pod) {
        String address = text(pod, "status", "podIP");
        if (!address.isEmpty()) {
            addresses.reserve(uid, address);
        }
        PodLifecycle lifecycle = PodLifecycle.of(uid, pod);
        if (lifecycle.stage() == Stage.ADMIT) {
            stepAfter(lifecycle, ObjectKey.of(pod), latency.toAdmit(), Stage.ADMIT);
        }
        return lifecycle;
    }

    private void step(ObjectNode pod, PodLifecycle lifecycle, ObjectKey key) {
        switch (lifecycle.stage()) {
            case ADMIT -> {
                updateStatus(key, lifecycle, current -> statusGenerator.creating(current, clock.instant()));
                Duration toPull = events.recordPulling(pod) ? latency.toPull() : Duration.ZERO;
                stepAfter(lifecycle, key, toPull, Stage.PULL);
            }
            case PULL -> {
                events.recordStart(pod);
                stepAfter(lifecycle, key, latency.toStart(), Stage.START);
            }
            case START -> {
                updateStatus(key, lifecycle, current -> statusGenerator.running(current, lifecycle, clock.instant()));
                lifecycle.goTo(Stage.RUN);
            }
            case RUN -> updateReadiness(pod, lifecycle, key);
            case STOP -> {
                if (!lifecycle.containers().isEmpty()) {
                    updateStatus(
                            key, lifecycle, current -> statusGenerator.completed(current, lifecycle, clock.instant()));
                }
                lifecycle.goTo(Stage.END);
                queue.add(key);
            }
            case END -> {
                registry.delete(pods, key.namespace(), key.name(), new DeleteOptions(0L, null, lifecycle.uid(), null));
                lifecycle.goTo(Stage.OVER);
            }
            case OVER -> {}
        }
    }

    /** The owner of a readiness gate writes a condition into the status. The condition Ready follows it. */
    private void updateReadiness(ObjectNode pod, PodLifecycle lifecycle, ObjectKey key) {
        if (pod.path("spec").path("readinessGates").isEmpty()) {
            return;
        }
        JsonNode conditions = PodConditions.running(pod, clock.instant());
        if (!SemanticEquality.deepEqual(conditions, pod.path("status").path("conditions"))) {
            updateStatus(key, lifecycle, current -> {
                ObjectNode status = current.withObjectProperty("status");
                status.set("conditions", PodConditions.running(current, clock.instant()));
                return status;
            });
        }
    }

    private void beginToStop(ObjectNode pod, PodLifecycle lifecycle, ObjectKey key) {
        Duration toStop = Duration.ZERO;
        if (!lifecycle.containers().isEmpty()) {
            events.recordKilling(pod, lifecycle);
            long grace = number(pod, "metadata", "deletionGracePeriodSeconds");
            toStop = grace < latency.toStop().toSeconds() ? Duration.ofSeconds(grace) : latency.toStop();
        }
        stepAfter(lifecycle, key, toStop, Stage.STOP);
    }

    /** Syncs the pod again after a delay, at its next stage. */
    private void stepAfter(PodLifecycle lifecycle, ObjectKey key, Duration delay, Stage next) {
        if (delay.isZero()) {
            lifecycle.goTo(next);
            queue.add(key);
            return;
        }
        lifecycle.waitFor(next);
        context.timers().schedule(delay, () -> {
            if (lifecycle.endWaitFor(next)) {
                queue.add(key);
            }
        });
    }

    private void updateStatus(ObjectKey key, PodLifecycle lifecycle, UnaryOperator<ObjectNode> status) {
        registry.updateStatus(pods, key.namespace(), key.name(), current -> {
            if (current == null || !ObjectMeta.uid(current).equals(lifecycle.uid())) {
                return null;
            }
            current.set("status", status.apply(current));
            return current;
        });
    }
}
