package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;

/** Writes each call on the timeline, and passes it on to a handler. */
record TimelineEventHandler<T extends KubernetesObject>(Lab lab, ResourceEventHandler<T> handler)
        implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
        recordCall("onAdd", object);
        handler.onAdd(object);
    }

    @Override
    public void onUpdate(T before, T after) {
        recordCall("onUpdate", after);
        handler.onUpdate(before, after);
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        recordCall("onDelete", object);
        handler.onDelete(object, deletedFinalStateUnknown);
    }

    private void recordCall(String method, T object) {
        lab.timeline()
                .recordLearner("%s of your handler was called for %s"
                        .formatted(method, object.getMetadata().getName()));
    }
}
