package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings one deployment a step nearer to what it wants, and says in its status where it is. */
final class DeploymentSync {
    private final Registry registry;
    private final Clock clock;
    private final ResourceType deployments;
    private final ResourceType pods;
    private final ControllerRefManager claims;
    private final ReplicaSetControl writer;
    private final NewReplicaSet newest;
    private final RollingUpdate rolling;
    private final ProportionalScaling scaling;

    DeploymentSync(Registry registry, Clock clock, EventRecorder events) {
        this.registry = registry;
        this.clock = clock;
        this.deployments = registry.type("deployments.apps");
        this.pods = registry.type("pods");
        this.claims = new ControllerRefManager(registry, deployments, registry.type("replicasets.apps"));
        this.writer = new ReplicaSetControl(registry, events);
        this.newest = new NewReplicaSet(registry, clock, writer);
        this.rolling = new RollingUpdate(writer);
        this.scaling = new ProportionalScaling(writer);
    }

    /** @param again asks to be called again after a delay, when the deployment may be late by then */
    void sync(ObjectNode object, Consumer<Duration> again) {
        if (LabelSelector.of(object.path("spec").path("selector")).isEmpty()) {
            return;
        }
        DeploymentView deployment = new DeploymentView(object);
        DeploymentReplicaSets sets = DeploymentReplicaSets.of(
                deployment,
                claims.claim(object, any -> true).stream()
                        .map(ReplicaSetView::new)
                        .toList());
        if (ObjectMeta.isBeingDeleted(object)) {
            writeStatus(deployment, new RolloutStatus(deployment, sets, clock.instant()));
            return;
        }
        deployment = notePause(deployment);
        if (sets.newest() != null) {
            NewReplicaSet.Result known = newest.adjust(deployment, sets, sets.newest());
            deployment = known.deployment();
            sets = sets.with(known.set());
        }
        if (deployment.isPaused() || ProportionalScaling.isDue(deployment, sets)) {
            scaling.scale(deployment, sets);
            if (deployment.isPaused()) {
                RollingUpdate.expired(deployment, sets).forEach(writer::delete);
            }
            writeStatus(deployment, new RolloutStatus(deployment, sets, clock.instant()));
            return;
        }
        rollOut(deployment, sets, again);
    }

    private void rollOut(DeploymentView deployment, DeploymentReplicaSets sets, Consumer<Duration> again) {
        DeploymentView current = deployment;
        DeploymentReplicaSets generations = sets;
        boolean stepped = !deployment.isRolling() && retireOld(deployment, sets);
        boolean waits = !deployment.isRolling() && !stepped && oldPodsRemain(sets);
        if (!stepped && !waits) {
            if (sets.newest() == null) {
                NewReplicaSet.Result made = newest.create(deployment, sets);
                current = made.deployment();
                generations = sets.with(made.set());
            }
            ReplicaSetView latest = generations.newest();
            if (latest != null) {
                stepped = current.isRolling()
                        ? rolling.step(current, generations, latest)
                        : latest.wanted() != current.replicas() && writer.scale(current, latest, current.replicas());
            }
            if (!stepped && isComplete(current)) {
                RollingUpdate.expired(current, generations).forEach(writer::delete);
            }
        }
        RolloutStatus status = new RolloutStatus(current, generations, clock.instant()).withProgress();
        writeStatus(current, status);
        Instant deadline = status.deadline();
        if (deadline != null) {
            // A second more, because the API's times have no fractions.
            again.accept(Duration.between(clock.instant(), deadline).plusSeconds(1));
        }
    }

    private boolean retireOld(DeploymentView deployment, DeploymentReplicaSets sets) {
        boolean scaled = false;
        for (ReplicaSetView old : sets.activeOld()) {
            scaled |= writer.scale(deployment, old, 0);
        }
        return scaled;
    }

    private boolean oldPodsRemain(DeploymentReplicaSets sets) {
        if (ReplicaSetView.sum(sets.old(), ReplicaSetView::existing) > 0) {
            return true;
        }
        Set<String> uids =
                sets.old().stream().map(set -> ObjectMeta.uid(set.object())).collect(Collectors.toSet());
        if (sets.old().isEmpty()) {
            return false;
        }
        List<ObjectNode> all =
                registry.list(pods, ObjectMeta.namespace(sets.old().get(0).object()));
        return all.stream().anyMatch(pod -> {
            OwnerReference controller = OwnerReference.controllerOf(pod);
            String phase = pod.path("status").path("phase").asText();
            boolean over = phase.equals("Succeeded") || phase.equals("Failed");
            return controller != null && uids.contains(controller.uid()) && !over;
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

    /** Says in the status that the deployment is paused, or no longer: a pause does not count against its deadline. */
    private DeploymentView notePause(DeploymentView deployment) {
        DeploymentConditions conditions = DeploymentConditions.of(deployment.object(), clock.instant());
        String reason = conditions.reason(DeploymentConditions.PROGRESSING);
        boolean said = reason.equals("DeploymentPaused");
        if (!deployment.hasProgressDeadline()
                || reason.equals("ProgressDeadlineExceeded")
                || deployment.isPaused() == said) {
            return deployment;
        }
        String what = deployment.isPaused() ? "Paused" : "Resumed";
        conditions.set(
                DeploymentConditions.PROGRESSING, "Unknown", "Deployment" + what, "Deployment is " + lower(what));
        return newest.writeConditions(deployment, conditions, null);
    }

    private static String lower(String word) {
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
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
