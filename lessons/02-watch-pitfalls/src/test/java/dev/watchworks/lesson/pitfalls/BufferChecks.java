package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BufferChecks {

    private static final int FLOOD = 10_000;
    private static final int PODS = 20;
    private static final Duration SHORT_TIME = Duration.ofMillis(60);

    @Step(value = 9, order = 1)
    void keepsOnlyTheNewestChangeOfEachPod(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, PODS);
        BackgroundTask flood = lab.start("flood", () -> {
            for (int number = 0; number < FLOOD; number++) {
                buffer.put(modified("web-" + number % PODS, number));
            }
        });
        lab.expect("room for 10,000 changes of 20 pods in a buffer with capacity 20")
                .because("only the newest change of each pod is needed; the other 9,980 are out of date")
                .until(() -> !flood.isRunning())
                .otherwise(() -> "`put` waits with " + buffer.size() + " changes in the buffer");
        lab.expect("20 waiting changes, one for each pod")
                .because("a buffer without a limit uses all memory one day")
                .now(() -> buffer.size() == PODS)
                .otherwise(() -> buffer.size() + " are waiting");
        List<String> taken = take(buffer, PODS);
        List<String> newest = IntStream.range(0, PODS)
                .mapToObj(pod -> "web-" + pod + " in state " + (FLOOD - PODS + pod))
                .toList();
        lab.expect("the newest change of each pod, from " + newest.get(0) + " to " + newest.get(PODS - 1))
                .because("an older state is out of date; a program that acts on it may undo a newer change")
                .now(() -> taken.equals(newest))
                .otherwise(() -> "your buffer returned " + taken.get(0) + " to " + taken.get(PODS - 1));
    }

    @Step(value = 9, order = 2)
    void keepsThePlaceOfAPodThatChangesAgain(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 3);
        List<Change> changes = List.of(modified("web-2", 1), modified("web-1", 1), modified("web-2", 2));
        putAll(lab, buffer, changes);
        List<String> taken = take(buffer, 2);
        lab.expect("first `web-2` in its newest state, because it has waited longest, and then `web-1`")
                .because("the new change keeps the place of the old one; if it went to the end of the line, a pod that "
                        + "changes all the time would wait for ever")
                .now(() -> taken.equals(List.of("web-2 in state 2", "web-1 in state 1")))
                .otherwise(() -> "your buffer returned " + taken);
    }

    @Step(value = 9, order = 3)
    void makesTheWatchWaitWhenItIsFull(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        putAll(lab, buffer, List.of(modified("web-1", 1), modified("web-2", 1)));
        BackgroundTask third = lab.start("put", () -> buffer.put(modified("web-3", 1)));
        expectToWait(
                lab,
                "`put` to wait while the buffer is full of other pods",
                "a buffer without a limit fills your memory, and a buffer that drops a change loses a pod",
                third,
                () -> "it returned, with " + buffer.size() + " changes in a buffer with capacity 2");
        putAll(lab, buffer, List.of(modified("web-2", 2)));
        List<String> taken = new ArrayList<>(take(buffer, 1));
        lab.expect("`put` to continue after `take` took one change")
                .until(() -> !third.isRunning())
                .otherwise(() -> "it still waits");
        taken.addAll(take(buffer, 2));
        lab.expect("web-1, then the newest change of web-2, then web-3, in the order in which the pods came")
                .now(() -> taken.equals(List.of("web-1 in state 1", "web-2 in state 2", "web-3 in state 1")))
                .otherwise(() -> "your buffer returned " + taken);
    }

    @Step(value = 9, order = 4)
    void makesTheWorkerWaitWhenItIsEmpty(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        List<String> taken = new CopyOnWriteArrayList<>();
        BackgroundTask worker = lab.start("take", () -> taken.add(describe(buffer.take())));
        expectToWait(lab, "`take` to wait while the buffer is empty", "", worker, () -> "it returned " + taken);
        putAll(lab, buffer, List.of(modified("web-1", 1)));
        lab.expect("`take` to return web-1 after somebody put it in")
                .until(() -> taken.equals(List.of("web-1 in state 1")))
                .otherwise(() -> worker.isRunning() ? "it still waits" : "it returned " + taken);
    }

    @Step(value = 9, order = 5)
    void letsAnInterruptEndTheWait(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 1);
        expectInterrupted(lab, "take", lab.start("take", buffer::take).allowFailure());
        putAll(lab, buffer, List.of(modified("web-1", 1)));
        expectInterrupted(
                lab,
                "put",
                lab.start("put", () -> buffer.put(modified("web-2", 1))).allowFailure());
        lab.expect("only web-1 in the buffer, after the wait of `put` was interrupted")
                .now(() -> buffer.size() == 1)
                .otherwise(() -> buffer.size() + " are waiting");
    }

    @Step(value = 9, order = 6)
    void keepsOneChangeForEachName(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        ChangeBuffer other = buffer(lab, answer, 2);
        Change deleted = new Change(Change.Type.DELETED, modified("web-1", 1).pod());
        Change added = new Change(Change.Type.ADDED, modified("web-1", 2).pod());
        added.pod().getMetadata().setUid("another-pod-with-the-same-name");
        putAll(lab, buffer, List.of(deleted, added, modified("web-2", 1)));
        lab.expect("two waiting changes: the ADDED of web-1, in place of the DELETED, and web-2")
                .because("the buffer keeps only the newest change of each pod, by its name, whatever the type is")
                .now(() -> buffer.size() == 2)
                .otherwise(() -> buffer.size() + " are waiting");
        lab.expect("no change in another buffer, into which nobody has put one")
                .because("each call of `buffer` makes a new buffer")
                .now(() -> other.size() == 0)
                .otherwise(() -> other.size() + " are waiting");
        List<Change> taken = List.of(buffer.take(), buffer.take());
        lab.expect("the same two changes from `take`: ADDED web-1, and then web-2")
                .now(() -> taken.get(0) == added && describe(taken.get(1)).equals("web-2 in state 1"))
                .otherwise(() -> "your buffer returned %s %s and %s"
                        .formatted(taken.get(0).type(), describe(taken.get(0)), describe(taken.get(1))));
        Change gone = new Change(Change.Type.DELETED, modified("web-3", 2).pod());
        putAll(
                lab,
                buffer,
                List.of(new Change(Change.Type.ADDED, modified("web-3", 1).pod()), gone));
        lab.expect("the DELETED of web-3 in place of its ADDED")
                .because("the ADDED may have replaced an older change of a pod that your program knows")
                .now(() -> buffer.size() == 1 && buffer.take() == gone)
                .otherwise(() -> buffer.size() == 0 ? "nothing is waiting" : "your buffer returned another change");
        putAll(lab, buffer, List.of(modified("web-2", 2), modified("web-1", 3)));
        List<String> again = take(buffer, 2);
        lab.expect("first web-2 and then web-1, after both were taken once and put in again")
                .because("a change that somebody has taken does not wait any more, so it keeps no place")
                .now(() -> again.equals(List.of("web-2 in state 2", "web-1 in state 3")) && buffer.size() == 0)
                .otherwise(() -> "your buffer returned %s, and %d are waiting".formatted(again, buffer.size()));
    }

    private static void expectInterrupted(Lab lab, String call, BackgroundTask waiting) throws Exception {
        expectToWait(lab, "`" + call + "` to wait", "", waiting, () -> "it returned");
        waiting.stop();
        lab.expect("an InterruptedException from `" + call + "` after an interrupt of its thread")
                .because("an interrupt asks a thread to end; if your code swallows it, nobody can stop the program")
                .until(() -> waiting.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> waiting.isRunning()
                        ? "it still waits"
                        : waiting.failure().map(other -> "it threw " + other).orElse("it returned"));
    }

    /** Expects that a call waits, and still waits some time later. */
    private static void expectToWait(Lab lab, String what, String why, BackgroundTask call, Supplier<String> found)
            throws Exception {
        lab.expect(what)
                .because(why)
                .until(() -> call.isWaiting() || !call.isRunning())
                .otherwise(() -> "it neither waits nor returns");
        lab.expect(what).because(why).during(SHORT_TIME, call::isRunning).otherwise(found);
    }

    private static ChangeBuffer buffer(Lab lab, WatchPitfallsLesson answer, int capacity) throws Exception {
        ChangeBuffer buffer = answer.buffer(capacity);
        lab.expect("a buffer from `buffer`").now(() -> buffer != null).otherwise(() -> "your code returned null");
        return buffer;
    }

    /** Puts in changes for which there is room, on its own thread, because a wrong answer may wait without end. */
    private static void putAll(Lab lab, ChangeBuffer buffer, List<Change> changes) throws Exception {
        BackgroundTask put = lab.start("put", () -> {
            for (Change change : changes) {
                buffer.put(change);
            }
        });
        lab.expect("room for " + changes.stream().map(BufferChecks::describe).toList())
                .because("if a change of the same pod is waiting, the new change replaces it and needs no room")
                .until(() -> !put.isRunning())
                .otherwise(() -> "`put` waits");
    }

    private static List<String> take(ChangeBuffer buffer, int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int change = 0; change < count; change++) {
            taken.add(describe(buffer.take()));
        }
        return taken;
    }

    static Change modified(String name, int state) {
        return new Change(
                Change.Type.MODIFIED,
                new V1Pod().metadata(new V1ObjectMeta().name(name).resourceVersion(Integer.toString(state))));
    }

    private static String describe(Change change) {
        return change == null
                ? "null"
                : change.name() + " in state " + change.pod().getMetadata().getResourceVersion();
    }
}
