package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Prints a line for each event. */
final class EventPrinter<T extends KubernetesObject> implements ResourceEventHandler<T> {

    private final String word;
    private final Supplier<PrintStream> out;

    EventPrinter(Kind<T, ?> kind, Supplier<PrintStream> out) {
        this.word = kind.word();
        this.out = out;
    }

    @Override
    public void onAdd(T object) {
        print("add a %s: %s", word, name(object));
    }

    @Override
    public void onUpdate(T before, T after) {
        print("update %s: %s %s", word, name(before), name(after));
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        print("delete a %s: %s", word, name(object));
    }

    private void print(String format, Object... arguments) {
        out.get().println(String.format(format, arguments));
    }

    private static String name(KubernetesObject object) {
        return object.getMetadata().getName();
    }

    @Override
    public String toString() {
        return "EventPrinter of " + word + "s";
    }
}
