package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Finds out which deployments have to be looked at: theirs, their replica sets' and their pods' changes. */
public final class DeploymentController implements AutoCloseable {
    private final Registry registry;
    private final ResourceType deployments;
    private final ResourceType replicaSets;
    private final ResourceType pods;
    private final WorkQueue<ObjectKey> queue;

    public DeploymentController(Registry registry, Clock clock, Executor threads, Timers timers, EventRecorder events) {
        this.registry = registry;
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
        DeploymentSync sync = new DeploymentSync(registry, clock, events);
        this.queue = new WorkQueue<>("deployment", threads, timers, key -> lookAt(key, sync));
    }

    private void lookAt(ObjectKey key, DeploymentSync sync) {
        ObjectNode deployment = registry.find(deployments, key.namespace(), key.name());
        if (deployment != null) {
            sync.sync(deployment, delay -> queue.addAfter(key, delay));
        }
    }

    /** Listens to deployments, replica sets and pods. */
    public void listen(SharedInformerFactory feed) {
        feed.on(deployments, (before, after) -> {
            if (after != null) {
                queue.add(ObjectKey.of(after));
            }
        });
        feed.on(replicaSets, (before, after) -> {
            addOwner(before);
            addOwner(after);
            boolean wasOwned = before != null && OwnerReference.controllerOf(before) != null;
            if (after != null && OwnerReference.controllerOf(after) == null && (before == null || wasOwned)) {
                addThoseWhoWouldAdopt(after);
            }
        });
        feed.on(pods, (before, after) -> {
            // A recreating deployment waits for the end of its old pods.
            boolean ended = after == null || isTerminal(after);
            OwnerReference controller = before == null ? null : OwnerReference.controllerOf(before);
            if (ended && before != null && controller != null) {
                addOwner(registry.find(replicaSets, ObjectMeta.namespace(before), controller.name()));
            }
        });
    }

    private static boolean isTerminal(ObjectNode pod) {
        String phase = pod.path("status").path("phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private void addOwner(@Nullable ObjectNode replicaSet) {
        OwnerReference controller = replicaSet == null ? null : OwnerReference.controllerOf(replicaSet);
        if (replicaSet != null && controller != null && controller.kind().equals(deployments.kind())) {
            queue.add(new ObjectKey(ObjectMeta.namespace(replicaSet), controller.name()));
        }
    }

    private void addThoseWhoWouldAdopt(ObjectNode orphan) {
        for (ObjectNode deployment : registry.list(deployments, ObjectMeta.namespace(orphan))) {
            LabelSelector selector = LabelSelector.of(deployment.path("spec").path("selector"));
            if (!selector.isEmpty() && selector.matches(orphan)) {
                queue.add(ObjectKey.of(deployment));
            }
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
