package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;

/** Prints what happens to objects of one kind. */
record PrintingHandler<T extends KubernetesObject>(String kind) implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
        System.out.printf("add a %s: %s%n", kind, object.getMetadata().getName());
    }

    @Override
    public void onUpdate(T before, T after) {
        System.out.printf(
                "update %s: %s %s%n",
                kind, before.getMetadata().getName(), after.getMetadata().getName());
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        System.out.printf("delete a %s: %s%n", kind, object.getMetadata().getName());
    }
}
