package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class RelistChecks {

    /** A starting pod changes a few times by itself, but never this often. */
    private static final int MOST_LOOKS = 50;

    @Step(value = 6, order = 1)
    void passesOnAllPodsOfAFirstList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        Map<String, V1Pod> known = new TreeMap<>();
        RecordedChanges changes = new RecordedChanges(lab);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        answer.relist(lab.client(), lab.namespace(), known, change -> {
            threads.add(Thread.currentThread());
            changes.accept(change);
        });
        lab.expect("ADDED for both pods that exist")
                .now(() -> changes.addedAndDeleted().size() == 2
                        && changes.count("ADDED web-1") == 1
                        && changes.count("ADDED web-2") == 1)
                .otherwise(changes::describe);
        lab.expect("all calls of `changes` on the thread that called `relist`")
                .because(
                        "on another thread, a change may come after `relist` has returned, or at the same time as another one")
                .now(() -> threads.equals(Set.of(Thread.currentThread())))
                .otherwise(() -> "your code called it on another thread");
        expectKnown(lab, known, List.of("web-1", "web-2"));
        lab.expect("one request: a list of the pods in " + lab.namespace())
                .because("a list of other namespaces or another request costs the server more, and you do not need it")
                .now(() -> lab.wire().exchanges().size() == 1
                        && lab.wire().lists("pods").stream()
                                .anyMatch(list -> list.call().namespace().equals(lab.namespace())))
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(value = 6, order = 2)
    void returnsTheVersionOfTheList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        AtomicReference<String> older = new AtomicReference<>();
        AtomicReference<String> version = new AtomicReference<>();
        whileNothingHappens(lab, known -> {
            // There is one counter for everything: the version of the list moves on, and the versions of the pods do
            // not.
            older.set(Pods.createService(lab));
            version.set(answer.relist(lab.client(), lab.namespace(), known, change -> {}));
        });
        lab.expect("the resourceVersion of the list as the result, here: resourceVersion " + older + " or more")
                .because(
                        "the next watch continues from the version of the list; the versions of its pods are older, and an "
                                + "empty list has no pods")
                .now(() -> version.get() != null
                        && version.get().matches("[1-9][0-9]*")
                        && Long.parseLong(version.get()) >= Long.parseLong(older.get()))
                .otherwise(() -> version.get() == null
                        ? "your code returned null"
                        : "your code returned resourceVersion " + version + ", which is older");
    }

    @Step(value = 6, order = 3)
    void findsWhatIsGoneAndWhatIsNew(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Map<String, V1Pod> known = new TreeMap<>();
        for (String name : List.of("gone", "changed", "same")) {
            known.put(name, lab.cluster().createPod(name));
        }
        V1Pod gone = known.get("gone");
        lab.cluster().labelPod("changed", "tier", "front");
        Pods.deleteAndAwait(lab, "gone");
        lab.cluster().createPod("new");
        RecordedChanges changes = new RecordedChanges(lab);
        answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("ADDED only for the pod `new`, because `changed` and `same` were known")
                .because(
                        "a list contains all pods; if you pass on all of them as new, the program does all its work again")
                .now(() -> changes.count("ADDED new") == 1
                        && changes.count("ADDED changed") + changes.count("ADDED same") == 0)
                .otherwise(changes::describe);
        lab.expect("DELETED for the pod `gone`, which was known and is not in the list")
                .because("no event comes for a pod that was deleted while nobody watched; you must compare to find it")
                .now(() -> changes.count("DELETED gone") == 1
                        && changes.addedAndDeleted().size() == 2)
                .otherwise(changes::describe);
        lab.expect("one MODIFIED for the pod `changed`, because its version is different now")
                .because("a list also contains pods that you knew; only the version shows that one has changed")
                .now(() -> changes.count("MODIFIED changed") == 1)
                .otherwise(() -> changes.count("MODIFIED changed") == 0
                        ? "your code passed on no MODIFIED for it"
                        : "your code passed on several MODIFIED for it");
        expectKnown(lab, known, List.of("changed", "new", "same"));
        lab.expect("the new state of `changed` in `known`, the same as in its MODIFIED")
                .because("the next list is compared with `known`; with the old state, the same change comes again")
                .now(() -> version(known.get("changed")).equals(version(changes.pod("MODIFIED changed"))))
                .otherwise(() -> "`known` still has the old state");
        lab.expect("the pod `gone` as it last was, in its DELETED")
                .because("a program that cleans up after a pod needs its last state; the list does not contain it")
                .now(() -> version(changes.pod("DELETED gone")).equals(version(gone)))
                .otherwise(() -> "your code passed on another state");
    }

    private static String version(V1Pod pod) {
        return String.valueOf(pod.getMetadata().getResourceVersion());
    }

    @Step(value = 6, order = 4)
    void passesOnNothingWhenNothingHappened(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        AtomicReference<RecordedChanges> last = new AtomicReference<>(new RecordedChanges(lab));
        whileNothingHappens(lab, known -> {
            last.set(new RecordedChanges(lab));
            answer.relist(lab.client(), lab.namespace(), known, last.get());
        });
        RecordedChanges changes = last.get();
        lab.expect("a list of the pods, to compare with the known pods")
                .now(() -> !lab.wire().lists("pods").isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("no change from a second list in which each pod has the known version")
                .because(
                        "if the version is the same, nothing in the pod has changed; a change that is not real still makes "
                                + "the program do its work")
                .now(() -> changes.size() == 0)
                .otherwise(() -> changes.addedAndDeleted().isEmpty()
                        ? "your code passed on %d MODIFIED".formatted(changes.size())
                        : changes.describe());
    }

    /** Runs the task, and repeats it if a pod has changed in the meantime, because starting pods change by themselves. */
    private static void whileNothingHappens(Lab lab, Relisting task) throws Exception {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Map<String, V1Pod> known = new TreeMap<>();
            Pods.list(lab).getItems().forEach(pod -> known.put(pod.getMetadata().getName(), pod));
            Map<String, String> before = new TreeMap<>();
            known.forEach((name, pod) -> before.put(name, pod.getMetadata().getResourceVersion()));
            task.run(known);
            if (before.equals(Pods.versions(lab))) {
                return;
            }
        }
        throw new EnvironmentException("The pods of the check did not stop changing.", "Run the check again.", null);
    }

    /** A call of the learner's code with the known pods. */
    private interface Relisting {
        void run(Map<String, V1Pod> known) throws Exception;
    }

    private static void expectKnown(Lab lab, Map<String, V1Pod> known, List<String> names) throws Exception {
        lab.expect("`known` to contain the pods of the list: " + names)
                .because("you compare the next list with `known`")
                .now(() -> known.keySet().equals(new TreeSet<>(names)))
                .otherwise(() -> "it contains " + known.keySet());
    }
}
