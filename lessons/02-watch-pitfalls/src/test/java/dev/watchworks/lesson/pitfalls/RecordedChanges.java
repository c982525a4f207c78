package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.lesson.pitfalls.given.Change;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Records changes as text, such as {@code ADDED web-1}. */
final class RecordedChanges implements Consumer<Change> {

    /** The pod that a check creates at its end: when its change comes, all earlier changes have come. */
    private static final String LAST = "last";

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Lab lab;

    RecordedChanges(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void accept(Change change) {
        lab.timeline().recordLearner("your code passed on " + words(change));
        changes.add(change);
    }

    /**
     * Creates one more pod, and waits until all recorders have its change, or until something is wrong already. The change
     * comes through a watch, so a watch is open then, and all earlier changes have come.
     */
    static void awaitLast(Lab lab, List<RecordedChanges> all, Callable<Boolean> wrong) throws Exception {
        lab.cluster().createPod(LAST);
        lab.expect("ADDED last, for a pod that was created at the end")
                .because("your code has to watch until it is stopped")
                .until(() -> wrong.call() || all.stream().allMatch(changes -> changes.has("ADDED " + LAST)))
                .otherwise(() -> all.get(0).describe());
    }

    /** All ADDED and DELETED, without the last pod. The number of MODIFIED depends on how a pod starts. */
    List<String> addedAndDeleted() {
        return changes.stream()
                .filter(change ->
                        change.type() != Change.Type.MODIFIED && !change.name().equals(LAST))
                .map(RecordedChanges::words)
                .toList();
    }

    boolean has(String words) {
        return count(words) > 0;
    }

    long count(String words) {
        return changes.stream().filter(change -> words(change).equals(words)).count();
    }

    /** Returns the first change that does not fit to the changes before it, in words, or nothing. */
    Optional<String> repeated() {
        Map<String, String> present = new HashMap<>();
        for (Change change : changes) {
            String version = change.pod().getMetadata().getResourceVersion();
            String before = present.get(change.name());
            boolean fits = switch (change.type()) {
                case ADDED -> before == null;
                case MODIFIED -> before != null && !before.equals(version);
                case DELETED -> before != null;
            };
            if (!fits) {
                return Optional.of(words(change) + (before == null ? ", although this pod was gone" : " once more"));
            }
            if (change.type() == Change.Type.DELETED) {
                present.remove(change.name());
            } else {
                present.put(change.name(), version);
            }
        }
        return Optional.empty();
    }

    int size() {
        return changes.size();
    }

    /** Returns the pod of the first such change. */
    V1Pod pod(String words) {
        return changes.stream()
                .filter(change -> words(change).equals(words))
                .findFirst()
                .orElseThrow()
                .pod();
    }

    /** Returns the version of a pod in its last change, or an empty text before the first one. */
    String lastVersion(String name) {
        return changes.stream()
                .filter(change -> change.name().equals(name))
                .reduce((earlier, later) -> later)
                .map(change -> change.pod().getMetadata().getResourceVersion())
                .orElse("");
    }

    /** Returns the version of the pod in the last change, or an empty text before the first change. */
    String lastVersion() {
        return changes.isEmpty()
                ? ""
                : changes.get(changes.size() - 1).pod().getMetadata().getResourceVersion();
    }

    /** All changes as text. */
    List<String> all() {
        return changes.stream().map(RecordedChanges::words).toList();
    }

    String describe() {
        List<String> seen = addedAndDeleted();
        return seen.isEmpty() ? "your code passed on no ADDED and no DELETED" : "your code passed on " + seen;
    }

    private static String words(Change change) {
        return change.type() + " " + change.name();
    }
}
