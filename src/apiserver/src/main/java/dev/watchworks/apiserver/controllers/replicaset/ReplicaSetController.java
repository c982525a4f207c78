package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ControllerRefManager;
import dev.watchworks.apiserver.controllers.runtime.EnqueueRequestForOwner;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;
import java.util.List;

/** Keeps as many pods as each replica set asks for. */
public final class ReplicaSetController extends Controller<ObjectKey> {
    /** Pods created or deleted in one sync, as kube-controller-manager bounds it. */
    private static final int BURST_REPLICAS = 500;

    private final ResourceType replicaSets = registry.type("replicasets.apps");
    private final ResourceType pods = registry.type("pods");
    private final ControllerRefManager controllerRefManager = new ControllerRefManager(registry, replicaSets, pods);
    private final PodControl podControl = new PodControl(registry, context.events());

    public ReplicaSetController(ControllerContext context) {
        super("replicaset", context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(replicaSets, ResourceEventHandler.onAddOrUpdate(set -> queue.add(ObjectKey.of(set))));
        informers.addEventHandler(pods, new EnqueueRequestForOwner(registry, replicaSets, queue));
    }

    @Override
    protected void sync(ObjectKey key) {
        ObjectNode set = registry.find(replicaSets, key.namespace(), key.name());
        if (set == null) {
            return;
        }
        List<ObjectNode> active = controllerRefManager.claim(set, ReplicaSetController::isActive);
        ApiException failure = null;
        if (!ObjectMeta.isBeingDeleted(set)) {
            try {
                manageReplicas(set, active);
            } catch (ApiException refused) {
                failure = refused;
            }
        }
        ReplicaSetStatusCalculator status = new ReplicaSetStatusCalculator(set, active, failure, clock.instant());
        ObjectNode calculated = status.toJson();
        if (!SemanticEquality.deepEqual(calculated, set.path("status"))) {
            ConditionalUpdates.updateStatus(registry, replicaSets, set, current -> current.set("status", calculated));
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
        return !PodState.isTerminal(pod) && !ObjectMeta.isBeingDeleted(pod);
    }

    private void manageReplicas(ObjectNode set, List<ObjectNode> active) {
        int missing = set.path("spec").path("replicas").asInt() - active.size();
        for (int created = 0; created < Math.min(missing, BURST_REPLICAS); created++) {
            if (!podControl.create(set)) {
                return;
            }
        }
        if (missing < 0) {
            PodDeletionOrder.choose(active, Math.min(-missing, BURST_REPLICAS))
                    .forEach(pod -> podControl.delete(set, pod));
        }
    }
}
