package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.WorkQueue;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Objects;

/** Puts the key of each deployment into a queue. */
record KeyHandler(WorkQueue<String> queue) implements ResourceEventHandler<V1Deployment> {

    KeyHandler {
        Objects.requireNonNull(queue, "queue");
    }

    @Override
    public void onAdd(V1Deployment deployment) {
        queue.add(keyOf(deployment));
    }

    @Override
    public void onUpdate(V1Deployment before, V1Deployment after) {
        queue.add(keyOf(after));
    }

    @Override
    public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
        queue.add(keyOf(deployment));
    }

    private static String keyOf(V1Deployment deployment) {
        V1ObjectMeta metadata = deployment.getMetadata();
        return metadata.getNamespace() + "/" + metadata.getName();
    }
}
