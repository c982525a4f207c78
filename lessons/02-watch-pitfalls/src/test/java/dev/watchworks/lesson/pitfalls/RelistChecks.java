package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class RelistChecks {

    /** A pod that has just started changes a few times by itself; more often than this it is not quiet. */
    private static final int MOST_LOOKS = 50;

    @Step(6)
    void tellsEverythingOfAFirstList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        Map<String, V1Pod> known = new TreeMap<>();
        RecordedChanges changes = new RecordedChanges(lab);
        String version = answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("ADDED for both pods that exist")
                .now(() -> changes.comingsAndGoings().size() == 2
                        && changes.count("ADDED web-1") == 1
                        && changes.count("ADDED web-2") == 1)
                .otherwise(changes::describe);
        expectKnown(lab, known, List.of("web-1", "web-2"));
        lab.expect("one list of the pods in " + lab.namespace())
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(6)
    void returnsTheVersionOfTheList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        AtomicReference<String> older = new AtomicReference<>();
        AtomicReference<String> version = new AtomicReference<>();
        whileNothingHappens(lab, known -> {
            // one counter for everything: the list's version moves on, and the pods' do not
            older.set(Pods.moveTheCounter(lab));
            version.set(answer.relist(lab.client(), lab.namespace(), known, change -> {}));
        });
        lab.expect("the list's own resourceVersion as the result, here: resourceVersion " + older + " or more")
                .because(
                        "a watch goes on from the list's version; those of the pods in it are older, and an empty list has "
                                + "none")
                .now(() -> version.get() != null
                        && version.get().matches("[1-9][0-9]*")
                        && Long.parseLong(version.get()) >= Long.parseLong(older.get()))
                .otherwise(() -> version.get() == null
                        ? "your code returned null"
                        : "your code returned resourceVersion " + version + ", which is older");
    }

    @Step(6)
    void findsWhatIsGoneAndWhatIsNew(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Map<String, V1Pod> known = new TreeMap<>();
        for (String name : List.of("gone", "changed", "same")) {
            known.put(name, lab.cluster().createPod(name));
        }
        lab.cluster().labelPod("changed", "tier", "front");
        Pods.deleteAndAwait(lab, "gone");
        lab.cluster().createPod("new");
        RecordedChanges changes = new RecordedChanges(lab);
        answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("ADDED for the pod `new` alone: `changed` and `same` were known")
                .because(
                        "a list holds everything; whoever tells all of it as new makes the program do all its work again")
                .now(() -> changes.count("ADDED new") == 1
                        && changes.count("ADDED changed") + changes.count("ADDED same") == 0)
                .otherwise(changes::describe);
        lab.expect("DELETED for the pod `gone`, which was known and is not in the list")
                .because("no event ever tells of a pod that was deleted while nobody watched: only comparing finds it")
                .now(() -> changes.count("DELETED gone") == 1
                        && changes.comingsAndGoings().size() == 2)
                .otherwise(changes::describe);
        lab.expect("one MODIFIED for the pod `changed`, whose version is another one now")
                .because("a list also holds what was known before: only its version tells that it has changed")
                .now(() -> changes.count("MODIFIED changed") == 1)
                .otherwise(() -> "your code handed on " + changes.count("MODIFIED changed"));
        expectKnown(lab, known, List.of("changed", "new", "same"));
    }

    @Step(6)
    void tellsNothingWhenNothingHappened(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        AtomicReference<RecordedChanges> last = new AtomicReference<>(new RecordedChanges(lab));
        whileNothingHappens(lab, known -> {
            last.set(new RecordedChanges(lab));
            answer.relist(lab.client(), lab.namespace(), known, last.get());
        });
        RecordedChanges changes = last.get();
        lab.expect("a list of the pods, to compare with those that are known")
                .now(() -> !lab.wire().lists("pods").isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("no change at all from a second list in which each pod has the version that was known")
                .because(
                        "the same version is the same pod, to the last byte; a change that is none still costs the program "
                                + "its work")
                .now(() -> changes.size() == 0)
                .otherwise(() -> changes.comingsAndGoings().isEmpty()
                        ? "your code handed on %d MODIFIED".formatted(changes.size())
                        : changes.describe());
    }

    /** Does it between two looks at the pods, again if they differ: pods that start change by themselves. */
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
        throw new EnvironmentException(
                "The pods of the check would not stay as they are.", "Run the check again.", null);
    }

    /** Learner's code with the pods that are known. */
    private interface Relisting {
        void run(Map<String, V1Pod> known) throws Exception;
    }

    private static void expectKnown(Lab lab, Map<String, V1Pod> known, List<String> names) throws Exception {
        lab.expect("`known` to hold what the list held: " + names)
                .because("the next list is compared with it")
                .now(() -> known.keySet().equals(new TreeSet<>(names)))
                .otherwise(() -> "it holds " + known.keySet());
    }
}
