package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Takes changes and tells them as words, such as {@code ADDED web-1}. */
final class Changes implements Consumer<Change> {

    private final List<Change> taken = new CopyOnWriteArrayList<>();
    private final Lab lab;

    Changes(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void accept(Change change) {
        lab.timeline().learner("your code handed on " + words(change));
        taken.add(change);
    }

    /** Without MODIFIED, which come as often as a pod's start takes. */
    List<String> comingsAndGoings() {
        return taken.stream()
                .filter(change -> change.type() != Change.Type.MODIFIED)
                .map(Changes::words)
                .toList();
    }

    boolean has(String words) {
        return count(words) > 0;
    }

    long count(String words) {
        return taken.stream().filter(change -> words(change).equals(words)).count();
    }

    int size() {
        return taken.size();
    }

    /** The version of the pod in the last change; empty before the first. */
    String lastVersion() {
        return taken.isEmpty()
                ? ""
                : taken.get(taken.size() - 1).pod().getMetadata().getResourceVersion();
    }

    String inWords() {
        List<String> seen = comingsAndGoings();
        return seen.isEmpty() ? "your code handed on no ADDED and no DELETED" : "your code handed on " + seen;
    }

    private static String words(Change change) {
        return change.type() + " " + change.name();
    }
}
