package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A handler that records its calls, such as {@code add web}, and writes them on the timeline. */
class RecordingEventHandler<T extends KubernetesObject> implements ResourceEventHandler<T> {

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Lab lab;
    private final String who;

    /** Makes a handler with this name on the timeline, such as {@code the handler of services}. */
    RecordingEventHandler(Lab lab, String who) {
        this.lab = lab;
        this.who = who;
    }

    @Override
    public void onAdd(T object) {
        recordCall("onAdd", object);
        calls.add("add " + object.getMetadata().getName());
    }

    @Override
    public void onUpdate(T before, T after) {
        boolean same = before.getMetadata()
                .getResourceVersion()
                .equals(after.getMetadata().getResourceVersion());
        recordCall(same ? "onUpdate, with the same state twice," : "onUpdate", after);
        calls.add((same ? "resync " : "update ") + after.getMetadata().getName());
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        recordCall("onDelete", object);
        calls.add("delete " + object.getMetadata().getName());
    }

    private void recordCall(String method, T object) {
        lab.timeline()
                .recordLearner("%s of %s was called for %s"
                        .formatted(method, who, object.getMetadata().getName()));
    }

    /** Returns how many calls begin with this text. */
    int count(String beginning) {
        return (int) calls.stream().filter(call -> call.startsWith(beginning)).count();
    }

    /** Returns how many calls there were for the object with this name. */
    int countOf(String name) {
        return (int) calls.stream().filter(call -> call.endsWith(" " + name)).count();
    }

    List<String> all() {
        return List.copyOf(calls);
    }
}
