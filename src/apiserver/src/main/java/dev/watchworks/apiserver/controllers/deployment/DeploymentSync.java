package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.runtime.ControllerRefManager;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings a deployment one step nearer to its spec, and writes its status. */
final class DeploymentSync {
    private final Registry registry;
    private final Clock clock;
    private final ResourceType deployments;
    private final ResourceType pods;
    private final ControllerRefManager controllerRefManager;
    private final ReplicaSetControl replicaSetControl;
    private final NewReplicaSet newReplicaSet;
    private final RollingUpdate rollingUpdate;
    private final ProportionalScaling proportionalScaling;

    DeploymentSync(Registry registry, Clock clock, EventRecorder events) {
        this.registry = registry;
        this.clock = clock;
        this.deployments = registry.type("deployments.apps");
        this.pods = registry.type("pods");
        this.controllerRefManager = new ControllerRefManager(registry, deployments, registry.type("replicasets.apps"));
        this.replicaSetControl = new ReplicaSetControl(registry, events);
        this.newReplicaSet = new NewReplicaSet(registry, clock, replicaSetControl);
        this.rollingUpdate = new RollingUpdate(replicaSetControl);
        this.proportionalScaling = new ProportionalScaling(replicaSetControl);
    }

    /** @param requeueAfter called with the delay after which the deployment may have exceeded its progress deadline */
    void sync(ObjectNode object, Consumer<Duration> requeueAfter) {
        if (LabelSelector.of(object.path("spec").path("selector")).isEmpty()) {
            return;
        }
        DeploymentView deployment = new DeploymentView(object);
        DeploymentReplicaSets sets = DeploymentReplicaSets.of(
                deployment,
                controllerRefManager.claim(object, any -> true).stream()
                        .map(ReplicaSetView::new)
                        .toList());
        if (ObjectMeta.isBeingDeleted(object)) {
            writeStatus(deployment, new RolloutStatus(deployment, sets, clock.instant()));
            return;
        }
        deployment = checkPaused(deployment);
        if (sets.newest() != null) {
            NewReplicaSet.Result known = newReplicaSet.adjust(deployment, sets, sets.newest());
            deployment = known.deployment();
            sets = sets.with(known.set());
        }
        if (deployment.isPaused() || ProportionalScaling.isDue(deployment, sets)) {
            proportionalScaling.scale(deployment, sets);
            if (deployment.isPaused()) {
                RollingUpdate.expired(deployment, sets).forEach(replicaSetControl::delete);
            }
            writeStatus(deployment, new RolloutStatus(deployment, sets, clock.instant()));
            return;
        }
        rollOut(deployment, sets, requeueAfter);
    }

    private void rollOut(DeploymentView deployment, DeploymentReplicaSets sets, Consumer<Duration> requeueAfter) {
        DeploymentView current = deployment;
        DeploymentReplicaSets generations = sets;
        boolean stepped = !deployment.isRolling() && scaleDownOld(deployment, sets);
        boolean waits = !deployment.isRolling() && !stepped && oldPodsRemain(sets);
        if (!stepped && !waits) {
            if (sets.newest() == null) {
                NewReplicaSet.Result made = newReplicaSet.create(deployment, sets);
                current = made.deployment();
                generations = sets.with(made.set());
            }
            ReplicaSetView latest = generations.newest();
            if (latest != null) {
                stepped = current.isRolling()
                        ? rollingUpdate.step(current, generations, latest)
                        : latest.wanted() != current.replicas()
                                && replicaSetControl.scale(current, latest, current.replicas());
            }
            if (!stepped && isComplete(current)) {
                RollingUpdate.expired(current, generations).forEach(replicaSetControl::delete);
            }
        }
        RolloutStatus status = new RolloutStatus(current, generations, clock.instant()).withProgress();
        writeStatus(current, status);
        Instant deadline = status.deadline();
        if (deadline != null) {
            // One second more, because timestamps have no fractions.
            requeueAfter.accept(Duration.between(clock.instant(), deadline).plusSeconds(1));
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

    private void writeStatus(DeploymentView deployment, RolloutStatus status) {
        ObjectNode wanted = status.toJson();
        if (!SemanticEquality.deepEqual(
                SemanticEquality.canonical(wanted),
                SemanticEquality.canonical(deployment.object().path("status")))) {
            OptimisticUpdates.updateStatus(
                    registry, deployments, deployment.object(), current -> current.set("status", wanted));
        }
    }
}
