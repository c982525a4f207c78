package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.openapi.models.V1Deployment;

/** Puts a key into the queue for each event. */
record KeyHandler(RateLimitingQueue<String> queue) implements ResourceEventHandler<V1Deployment> {

    @Override
    public void onAdd(V1Deployment deployment) {
        queue.add(Caches.metaNamespaceKeyFunc(deployment));
    }

    @Override
    public void onUpdate(V1Deployment before, V1Deployment after) {
        onAdd(after);
    }

    @Override
    public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
        queue.add(Caches.deletionHandlingMetaNamespaceKeyFunc(deployment));
    }
}
