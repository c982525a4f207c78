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
import java.util.stream.IntStream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BufferChecks {

    private static final int FLOOD = 10_000;
    private static final int PODS = 20;
    private static final Duration A_MOMENT = Duration.ofMillis(60);

    @Step(9)
    void keepsOnlyTheNewestChangeOfEachPod(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, PODS);
        BackgroundTask flood = lab.start("flood", () -> {
            for (int number = 0; number < FLOOD; number++) {
                buffer.put(modified("web-" + number % PODS, number));
            }
        });
        lab.expect("room for 10,000 changes of 20 pods in a buffer for 20")
                .because("nobody needs the 9,980 states that are over; only the newest of each pod is true")
                .until(() -> !flood.isRunning())
                .otherwise(() -> "`put` waits with " + buffer.size() + " changes in the buffer");
        lab.expect("20 waiting changes, one for each pod")
                .because("what has no limit takes the whole memory when a cluster has a bad day")
                .now(() -> buffer.size() == PODS)
                .otherwise(() -> buffer.size() + " are waiting");
        List<String> taken = take(buffer, PODS);
        List<String> newest = IntStream.range(0, PODS)
                .mapToObj(pod -> "web-" + pod + " in state " + (FLOOD - PODS + pod))
                .toList();
        lab.expect("the newest of each pod, from " + newest.get(0) + " to " + newest.get(PODS - 1))
                .because("an older state is over: a program that acts on it undoes what somebody has just done")
                .now(() -> taken.equals(newest))
                .otherwise(() -> "your buffer gave " + taken.get(0) + " to " + taken.get(PODS - 1));
    }

    @Step(9)
    void keepsThePlaceOfAPodThatChangesAgain(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 3);
        List<Change> changes = List.of(modified("web-2", 1), modified("web-1", 1), modified("web-2", 2));
        putAll(lab, buffer, changes);
        List<String> taken = take(buffer, 2);
        lab.expect("first `web-2`, which has waited longest, and in its newest state; then `web-1`")
                .because(
                        "a new change takes the place of the old one; sent to the back each time, a pod that changes all the "
                                + "time would never get its turn")
                .now(() -> taken.equals(List.of("web-2 in state 2", "web-1 in state 1")))
                .otherwise(() -> "your buffer gave " + taken);
    }

    @Step(9)
    void makesTheWatchWaitWhenItIsFull(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        putAll(lab, buffer, List.of(modified("web-1", 1), modified("web-2", 1)));
        BackgroundTask third = lab.start("put", () -> buffer.put(modified("web-3", 1)));
        lab.expect("`put` to wait while the buffer is full of other pods")
                .because(
                        "a buffer without a limit only moves the flood into your memory, and one that drops loses a pod")
                .during(A_MOMENT, third::isRunning)
                .otherwise(() -> "it returned, with " + buffer.size() + " changes in a buffer for 2");
        putAll(lab, buffer, List.of(modified("web-2", 2)));
        List<String> taken = new ArrayList<>(take(buffer, 1));
        lab.expect("`put` to go on when one was taken")
                .until(() -> !third.isRunning())
                .otherwise(() -> "it still waits");
        taken.addAll(take(buffer, 2));
        lab.expect("web-1, the newest of web-2, and web-3, in the order in which they came")
                .now(() -> taken.equals(List.of("web-1 in state 1", "web-2 in state 2", "web-3 in state 1")))
                .otherwise(() -> "your buffer gave " + taken);
    }

    @Step(9)
    void makesTheWorkerWaitWhenThereIsNothing(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        List<String> taken = new CopyOnWriteArrayList<>();
        BackgroundTask worker = lab.start("take", () -> taken.add(describe(buffer.take())));
        lab.expect("`take` to wait while there is nothing")
                .during(A_MOMENT, worker::isRunning)
                .otherwise(() -> "it returned " + taken);
        putAll(lab, buffer, List.of(modified("web-1", 1)));
        lab.expect("`take` to return web-1 when it was put in")
                .until(() -> taken.equals(List.of("web-1 in state 1")))
                .otherwise(() -> worker.isRunning() ? "it still waits" : "it returned " + taken);
    }

    @Step(9)
    void letsAnInterruptEndTheWait(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 1);
        expectInterrupted(lab, "take", lab.start("take", buffer::take).allowFailure());
        putAll(lab, buffer, List.of(modified("web-1", 1)));
        expectInterrupted(
                lab,
                "put",
                lab.start("put", () -> buffer.put(modified("web-2", 1))).allowFailure());
        lab.expect("web-1 alone in the buffer, after the wait of `put` was interrupted")
                .now(() -> buffer.size() == 1)
                .otherwise(() -> buffer.size() + " are waiting");
    }

    private static void expectInterrupted(Lab lab, String call, BackgroundTask waiting) throws Exception {
        lab.expect("`" + call + "` to wait")
                .during(A_MOMENT, waiting::isRunning)
                .otherwise(() -> "it returned");
        waiting.stop();
        lab.expect("an InterruptedException out of `" + call + "`, whose thread was interrupted")
                .because("an interrupt asks a thread to end; swallowed, the program cannot be stopped any more")
                .until(() -> waiting.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> waiting.isRunning()
                        ? "it still waits"
                        : waiting.failure().map(other -> "it threw " + other).orElse("it returned"));
    }

    private static ChangeBuffer buffer(Lab lab, WatchPitfallsLesson answer, int capacity) throws Exception {
        ChangeBuffer buffer = answer.buffer(capacity);
        lab.expect("a buffer from `buffer`").now(() -> buffer != null).otherwise(() -> "your code returned null");
        return buffer;
    }

    /** Puts in what there is room for, on a thread that can be left behind if it waits after all. */
    private static void putAll(Lab lab, ChangeBuffer buffer, List<Change> changes) throws Exception {
        BackgroundTask put = lab.start("put", () -> {
            for (Change change : changes) {
                buffer.put(change);
            }
        });
        lab.expect("room for " + changes.stream().map(BufferChecks::describe).toList())
                .because("a change of a pod that is waiting takes its place and needs no more room")
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

    private static Change modified(String name, int state) {
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
