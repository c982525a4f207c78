package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Takes changes and tells them as words, such as {@code ADDED web-1}. */
final class RecordedChanges implements Consumer<Change> {

    /** The pod that a check creates at its end: what was to come before it has come when it is told. */
    private static final String LAST = "last";

    private final List<Change> taken = new CopyOnWriteArrayList<>();
    private final Lab lab;

    RecordedChanges(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void accept(Change change) {
        lab.timeline().recordLearner("your code handed on " + words(change));
        taken.add(change);
    }

    /**
     * Creates one more pod, and waits until all of them have heard of it, or until what must not be is there already. It is
     * told through a watch, so that watch is on the wire then, and whatever the server had told before has come.
     */
    static void awaitLast(Lab lab, List<RecordedChanges> all, Callable<Boolean> wrong) throws Exception {
        lab.cluster().createPod(LAST);
        lab.expect("ADDED last, for a pod that was created at the end")
                .because("your code goes on watching until it is stopped")
                .until(() -> wrong.call() || all.stream().allMatch(changes -> changes.has("ADDED " + LAST)))
                .otherwise(() -> all.get(0).describe());
    }

    /** Without the last pod, and without MODIFIED, which come as often as a pod's start takes. */
    List<String> comingsAndGoings() {
        return taken.stream()
                .filter(change ->
                        change.type() != Change.Type.MODIFIED && !change.name().equals(LAST))
                .map(RecordedChanges::words)
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

    String describe() {
        List<String> seen = comingsAndGoings();
        return seen.isEmpty() ? "your code handed on no ADDED and no DELETED" : "your code handed on " + seen;
    }

    private static String words(Change change) {
        return change.type() + " " + change.name();
    }
}
