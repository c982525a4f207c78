package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes handlers from functions. */
final class Handlers {

    private Handlers() {}

    static <T extends KubernetesObject> ResourceEventHandler<T> of(
            Consumer<T> added, BiConsumer<T, T> updated, Consumer<T> deleted) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                added.accept(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                updated.accept(before, after);
            }

            @Override
            public void onDelete(T object, boolean deletedFinalStateUnknown) {
                deleted.accept(object);
            }
        };
    }

    static String name(KubernetesObject object) {
        return object.getMetadata().getName();
    }
}
