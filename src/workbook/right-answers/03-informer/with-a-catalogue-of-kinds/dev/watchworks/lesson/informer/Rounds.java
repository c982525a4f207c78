package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;

/** Hands all objects of a cache to a handler, once for each call of run. */
record Rounds<T extends KubernetesObject>(SharedIndexInformer<T> informer, ResourceEventHandler<T> handler)
        implements Runnable {

    @Override
    public void run() {
        try {
            informer.getIndexer().list().forEach(this::show);
        } catch (RuntimeException unexpected) {
            // An executor would never run the next round after this.
            System.err.println("A round has failed: " + unexpected);
        }
    }

    private void show(T object) {
        try {
            handler.onUpdate(object, object);
        } catch (RuntimeException | Error failure) {
            if (failure instanceof VirtualMachineError) {
                throw failure;
            }
            System.err.println("A handler failed on " + object.getMetadata().getName() + ": " + failure);
        }
    }
}
