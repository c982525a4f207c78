package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A handler that remembers its calls, such as {@code add web}. */
class Calls<T extends KubernetesObject> implements ResourceEventHandler<T> {

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Override
    public void onAdd(T object) {
        calls.add("add " + object.getMetadata().getName());
    }

    @Override
    public void onUpdate(T before, T after) {
        boolean same = before.getMetadata()
                .getResourceVersion()
                .equals(after.getMetadata().getResourceVersion());
        calls.add((same ? "resync " : "update ") + after.getMetadata().getName());
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        calls.add("delete " + object.getMetadata().getName());
    }

    /** How many calls there were like this one, which may be the beginning of a call. */
    int count(String beginning) {
        return (int) calls.stream().filter(call -> call.startsWith(beginning)).count();
    }

    /** How many calls there were for the object of this name. */
    int countOf(String name) {
        return (int) calls.stream().filter(call -> call.endsWith(" " + name)).count();
    }

    List<String> all() {
        return List.copyOf(calls);
    }
}
