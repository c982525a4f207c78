package dev.watchworks.apiserver.controllers.deployment;

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
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rolls out deployments: each sync brings one a step nearer to its spec and writes its status. */
public final class DeploymentController extends Controller<ObjectKey> {
    private final ResourceType deployments = registry.type("deployments.apps");
    private final ResourceType replicaSets = registry.type("replicasets.apps");
    private final ResourceType pods = registry.type("pods");
    private final EnqueueRequestForOwner enqueueOwner = new EnqueueRequestForOwner(registry, deployments, queue);
    private final ControllerRefManager controllerRefManager =
            new ControllerRefManager(registry, deployments, replicaSets);
    private final ReplicaSetControl replicaSetControl = new ReplicaSetControl(registry, context.events());
    private final NewReplicaSetReconciler newReplicaSet =
            new NewReplicaSetReconciler(registry, clock, replicaSetControl);
    private final RollingUpdate rollingUpdate = new RollingUpdate(replicaSetControl);
    private final ProportionalScaling proportionalScaling = new ProportionalScaling(replicaSetControl);

    public DeploymentController(ControllerContext context) {
        super("deployment", context);
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
        ObjectNode object = registry.find(deployments, key.namespace(), key.name());
        if (object == null
                || LabelSelector.of(object.path("spec").path("selector")).isEmpty()) {
            return;
        }
        DeploymentView deployment = new DeploymentView(object);
        DeploymentReplicaSets sets = DeploymentReplicaSets.of(
                deployment,
                controllerRefManager.claim(object, any -> true).stream()
                        .map(ReplicaSetView::new)
                        .toList());
        if (ObjectMeta.isBeingDeleted(object)) {
            updateStatus(deployment, new DeploymentStatusCalculator(deployment, sets, clock.instant()));
            return;
        }
        deployment = checkPaused(deployment);
        if (sets.newest() != null) {
            NewReplicaSetReconciler.Result updated = newReplicaSet.update(deployment, sets, sets.newest());
            deployment = updated.deployment();
            sets = sets.withNewest(updated.set());
        }
        if (deployment.isPaused() || ProportionalScaling.isDue(deployment, sets)) {
            proportionalScaling.scale(deployment, sets);
            if (deployment.isPaused()) {
                RollingUpdate.expired(deployment, sets).forEach(replicaSetControl::delete);
            }
            updateStatus(deployment, new DeploymentStatusCalculator(deployment, sets, clock.instant()));
            return;
        }
        rollOut(deployment, sets);
    }

    private void rollOut(DeploymentView deployment, DeploymentReplicaSets sets) {
        DeploymentView current = deployment;
        DeploymentReplicaSets currentSets = sets;
        boolean scaled = !deployment.isRolling() && scaleDownOld(deployment, sets);
        boolean waits = !deployment.isRolling() && !scaled && oldPodsRemain(sets);
        if (!scaled && !waits) {
            if (sets.newest() == null) {
                NewReplicaSetReconciler.Result created = newReplicaSet.create(deployment, sets);
                current = created.deployment();
                currentSets = sets.withNewest(created.set());
            }
            ReplicaSetView newest = currentSets.newest();
            if (newest != null) {
                scaled = current.isRolling()
                        ? rollingUpdate.step(current, currentSets, newest)
                        : newest.wanted() != current.replicas()
                                && replicaSetControl.scale(current, newest, current.replicas());
            }
            if (!scaled && isComplete(current)) {
                RollingUpdate.expired(current, currentSets).forEach(replicaSetControl::delete);
            }
        }
        DeploymentStatusCalculator status =
                new DeploymentStatusCalculator(current, currentSets, clock.instant()).withProgress();
        updateStatus(current, status);
        Instant deadline = status.deadline();
        if (deadline != null) {
            // One second more, because timestamps have no fractions.
            queue.addAfter(
                    ObjectKey.of(current.object()),
                    Duration.between(clock.instant(), deadline).plusSeconds(1));
        }
    }

    private boolean scaleDownOld(DeploymentView deployment, DeploymentReplicaSets sets) {
        boolean scaled = false;
        for (ReplicaSetView old : sets.activeOld()) {
            scaled |= replicaSetControl.scale(deployment, old, 0);
        }
        return scaled;
    }

    private boolean oldPodsRemain(DeploymentReplicaSets sets) {
        if (ReplicaSetView.sum(sets.old(), ReplicaSetView::existing) > 0) {
            return true;
        }
        if (sets.old().isEmpty()) {
            return false;
        }
        Set<String> uids =
                sets.old().stream().map(set -> ObjectMeta.uid(set.object())).collect(Collectors.toSet());
        return registry.list(pods, sets.old().get(0).namespace()).stream().anyMatch(pod -> {
            OwnerReference controller = OwnerReference.controllerOf(pod);
            return controller != null && uids.contains(controller.uid()) && !PodState.isTerminal(pod);
        });
    }

    private static boolean isComplete(DeploymentView deployment) {
        JsonNode status = deployment.object().path("status");
        int wanted = deployment.replicas();
        return status.path("updatedReplicas").asInt() == wanted
                && status.path("replicas").asInt() == wanted
                && status.path("availableReplicas").asInt() == wanted
                && status.path("observedGeneration").asLong() >= ObjectMeta.generation(deployment.object());
    }

    /** Writes into the status that the deployment is paused or resumed: a pause does not count against its deadline. */
    private DeploymentView checkPaused(DeploymentView deployment) {
        DeploymentConditions conditions = new DeploymentConditions(deployment.object(), clock.instant());
        String reason = conditions.text(DeploymentConditions.PROGRESSING, "reason");
        boolean known = reason.equals("DeploymentPaused");
        if (!deployment.hasProgressDeadline()
                || reason.equals("ProgressDeadlineExceeded")
                || deployment.isPaused() == known) {
            return deployment;
        }
        if (deployment.isPaused()) {
            conditions.set(DeploymentConditions.PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused");
        } else {
            conditions.set(DeploymentConditions.PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed");
        }
        return newReplicaSet.writeConditions(deployment, conditions, null);
    }

    private void updateStatus(DeploymentView deployment, DeploymentStatusCalculator status) {
        ObjectNode wanted = status.toJson();
        if (!SemanticEquality.deepEqual(
                SemanticEquality.canonical(wanted),
                SemanticEquality.canonical(deployment.object().path("status")))) {
            ConditionalUpdates.updateStatus(
                    registry, deployments, deployment.object(), current -> current.set("status", wanted));
        }
    }
}
