package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.runtime.ControllerRefManager;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Keeps as many pods as each replica set wants. */
public final class ReplicaSetController implements AutoCloseable {
    /** Pods made or deleted in one go, as Kubernetes bounds it. */
    private static final int BURST = 500;

    private final Registry registry;
    private final Clock clock;
    private final ResourceType replicaSets;
    private final ResourceType pods;
    private final ControllerRefManager claims;
    private final PodControl writer;
    private final WorkQueue<ObjectKey> queue;

    public ReplicaSetController(Registry registry, Clock clock, Executor threads, Timers timers, EventRecorder events) {
        this.registry = registry;
        this.clock = clock;
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
        this.claims = new ControllerRefManager(registry, replicaSets, pods);
        this.writer = new PodControl(registry, events);
        this.queue = new WorkQueue<>("replicaset", threads, timers, this::sync);
    }

    /** Listens to replica sets and pods. */
    public void listen(SharedInformerFactory feed) {
        feed.on(replicaSets, (before, after) -> {
            if (after != null) {
                queue.add(ObjectKey.of(after));
            }
        });
        feed.on(pods, (before, after) -> {
            addOwner(before);
            addOwner(after);
            if (after != null && OwnerReference.controllerOf(after) == null && adoptable(before, after)) {
                addThoseWhoWouldAdopt(after);
            }
        });
    }

    private static boolean adoptable(@Nullable ObjectNode before, ObjectNode after) {
        return before == null
                || OwnerReference.controllerOf(before) != null
                || !ObjectMeta.labels(before).equals(ObjectMeta.labels(after));
    }

    private void addOwner(@Nullable ObjectNode pod) {
        OwnerReference controller = pod == null ? null : OwnerReference.controllerOf(pod);
        if (pod != null && controller != null && controller.kind().equals(replicaSets.kind())) {
            queue.add(new ObjectKey(ObjectMeta.namespace(pod), controller.name()));
        }
    }

    private void addThoseWhoWouldAdopt(ObjectNode orphan) {
        for (ObjectNode set : registry.list(replicaSets, ObjectMeta.namespace(orphan))) {
            LabelSelector selector = LabelSelector.of(set.path("spec").path("selector"));
            if (!selector.isEmpty() && selector.matches(orphan)) {
                queue.add(ObjectKey.of(set));
            }
        }
    }

    private void sync(ObjectKey key) {
        ObjectNode set = registry.find(replicaSets, key.namespace(), key.name());
        if (set == null) {
            return;
        }
        List<ObjectNode> active = claims.claim(set, ReplicaSetController::isActive);
        ApiException failure = null;
        if (!ObjectMeta.isBeingDeleted(set)) {
            try {
                manage(set, active);
            } catch (ApiException refused) {
                failure = refused;
            }
        }
        Instant now = clock.instant();
        ReplicaSetStatus status = new ReplicaSetStatus(set, active, failure, now);
        ObjectNode wanted = status.toJson();
        if (!SemanticEquality.deepEqual(wanted, set.path("status"))) {
            OptimisticUpdates.updateStatus(registry, replicaSets, set, current -> current.set("status", wanted));
        }
        if (failure != null) {
            throw failure;
        }
        Duration untilAvailable = status.untilNextAvailable();
        if (untilAvailable != null) {
            queue.addAfter(key, untilAvailable);
        }
    }

    private static boolean isActive(JsonNode pod) {
        String phase = pod.path("status").path("phase").asText();
        return !phase.equals("Succeeded") && !phase.equals("Failed") && !ObjectMeta.isBeingDeleted(pod);
    }

    private void manage(ObjectNode set, List<ObjectNode> active) {
        int missing = set.path("spec").path("replicas").asInt() - active.size();
        for (int made = 0; made < Math.min(missing, BURST); made++) {
            if (!writer.create(set)) {
                return;
            }
        }
        if (missing < 0) {
            PodDeletionOrder.choose(active, Math.min(-missing, BURST)).forEach(pod -> writer.delete(set, pod));
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
