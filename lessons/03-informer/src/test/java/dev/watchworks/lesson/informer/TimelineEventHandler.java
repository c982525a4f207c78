package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;

/** Writes each call of a handler on the timeline, and hands it on. */
record TimelineEventHandler<T extends KubernetesObject>(Lab lab, ResourceEventHandler<T> handler)
        implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
        tell("onAdd", object);
        handler.onAdd(object);
    }

    @Override
    public void onUpdate(T before, T after) {
        tell("onUpdate", after);
        handler.onUpdate(before, after);
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        tell("onDelete", object);
        handler.onDelete(object, deletedFinalStateUnknown);
    }

    private void tell(String method, T object) {
        lab.timeline()
                .recordLearner("%s of your handler was called for %s"
                        .formatted(method, object.getMetadata().getName()));
    }
}
