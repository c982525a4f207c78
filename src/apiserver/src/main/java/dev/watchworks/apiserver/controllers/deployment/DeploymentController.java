package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.EnqueueRequestForOwner;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.jspecify.annotations.Nullable;

/** Syncs a deployment when it, one of its replica sets or one of its pods changes. */
public final class DeploymentController extends Controller<ObjectKey> {
    private final ResourceType deployments;
    private final ResourceType replicaSets;
    private final ResourceType pods;
    private final DeploymentSync deploymentSync;
    private final EnqueueRequestForOwner enqueueOwner;

    public DeploymentController(ControllerContext context) {
        super("deployment", context);
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
        this.deploymentSync = new DeploymentSync(registry, clock, context.events());
        this.enqueueOwner = new EnqueueRequestForOwner(registry, deployments, queue);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(
                deployments, ResourceEventHandler.onAddOrUpdate(deployment -> queue.add(ObjectKey.of(deployment))));
        informers.addEventHandler(replicaSets, enqueueOwner);
        informers.addEventHandler(pods, this::onPodChange);
    }

    /** A deployment with the strategy Recreate waits for the end of its old pods. */
    private void onPodChange(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        boolean ended = after == null || PodState.isTerminal(after);
        OwnerReference controller = before == null ? null : OwnerReference.controllerOf(before);
        if (ended && before != null && controller != null) {
            enqueueOwner.enqueueController(registry.find(replicaSets, ObjectMeta.namespace(before), controller.name()));
        }
    }

    @Override
    protected void sync(ObjectKey key) {
        ObjectNode deployment = registry.find(deployments, key.namespace(), key.name());
        if (deployment != null) {
            deploymentSync.sync(deployment, delay -> queue.addAfter(key, delay));
        }
    }
}
