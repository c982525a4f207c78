package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Checks a buffer that many threads use at the same time. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BufferThreadsChecks {

    private static final int THREADS = 4;
    private static final int CHANGES = 100;

    /** With `notify`, the threads of one buffer may be lucky up to their last change, but not those of three. */
    private static final int BUFFERS = 3;

    private static final Duration SHORT_TIME = Duration.ofMillis(60);

    @Step(value = 9, order = 7)
    void letsOnlyAsManyContinueAsThereIsRoomFor(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = answer.buffer(1);
        buffer.put(BufferChecks.modified("web-0", 1));
        AtomicInteger returned = new AtomicInteger();
        List<BackgroundTask> writers = new ArrayList<>();
        for (int pod = 1; pod <= THREADS; pod++) {
            String name = "web-" + pod;
            writers.add(startPut(lab, buffer, name, returned));
        }
        buffer.take();
        lab.expect("one of four waiting `put` calls to continue after one `take`")
                .until(() -> returned.get() > 0)
                .otherwise(() -> "all of them still wait");
        String what = "never more than 1 change in a buffer with capacity 1";
        String why =
                "a thread that wakes up from `wait` must look again whether there is room: another thread may have been "
                        + "faster";
        lab.expect(what)
                .because(why)
                .until(() -> returned.get() > 1 || haveLookedAgain(writers))
                .otherwise(() -> "the other `put` calls neither wait nor return");
        lab.expect(what)
                .because(why)
                .during(SHORT_TIME, () -> buffer.size() <= 1 && returned.get() == 1)
                .otherwise(() -> buffer.size() > 1
                        ? "more are waiting, because several `put` calls returned after one `take`"
                        : "several `put` calls returned after one `take`, and changes were lost");
    }

    /** Returns when the thread of the call waits. */
    private static BackgroundTask startPut(Lab lab, ChangeBuffer buffer, String name, AtomicInteger returned)
            throws Exception {
        BackgroundTask put = lab.start("put", () -> {
            buffer.put(BufferChecks.modified(name, 1));
            returned.incrementAndGet();
        });
        lab.expect("`put` to wait while the buffer is full of other pods")
                .until(put::isWaiting)
                .otherwise(() -> "it does not wait");
        return put;
    }

    /** Whether one of the calls has returned, and each other one waits again, if something woke it up. */
    private static boolean haveLookedAgain(List<BackgroundTask> calls) {
        return calls.stream().filter(call -> !call.isRunning()).count() == 1
                && calls.stream().filter(BackgroundTask::isWaiting).count() == calls.size() - 1;
    }

    @Step(value = 9, order = 8)
    void givesEachChangeToOneWorker(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = answer.buffer(2);
        List<BackgroundTask> workers = new ArrayList<>();
        AtomicInteger returned = new AtomicInteger();
        for (int worker = 1; worker <= THREADS; worker++) {
            BackgroundTask take = lab.start("take", () -> {
                        buffer.take();
                        returned.incrementAndGet();
                    })
                    .allowFailure();
            workers.add(take);
            lab.expect("`take` to wait while the buffer is empty")
                    .until(take::isWaiting)
                    .otherwise(() -> "it does not wait");
        }
        buffer.put(BufferChecks.modified("web-1", 1));
        lab.expect("one of four waiting `take` calls to return web-1")
                .until(() -> returned.get() > 0)
                .otherwise(() -> "all of them still wait");
        String what = "the other three `take` calls to wait, because there was one change";
        String why =
                "a thread that wakes up from `wait` must look again whether there is a change: another thread may have "
                        + "been faster";
        lab.expect(what)
                .because(why)
                .until(() -> running(workers) < THREADS - 1 || haveLookedAgain(workers))
                .otherwise(() -> "they neither wait nor return");
        lab.expect(what)
                .because(why)
                .during(SHORT_TIME, () -> running(workers) == THREADS - 1)
                .otherwise(() -> workers.stream()
                        .flatMap(worker -> worker.failure().stream())
                        .findFirst()
                        .map(failure -> "one of them threw " + failure)
                        .orElse("several `take` calls returned for one change"));
    }

    private static long running(List<BackgroundTask> calls) {
        return calls.stream().filter(BackgroundTask::isRunning).count();
    }

    /** With `notify`, the signal can reach a thread that cannot use it, and then all threads wait. */
    @Step(value = 9, order = 9)
    void wakesAThreadThatCanContinue(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<ChangeBuffer> buffers =
                Stream.generate(() -> answer.buffer(1)).limit(BUFFERS).toList();
        List<BackgroundTask> writers = new ArrayList<>();
        for (ChangeBuffer buffer : buffers) {
            for (int thread = 0; thread < THREADS; thread++) {
                writers.add(startTakeAndPut(lab, buffer, "web-" + thread));
            }
        }
        lab.expect("four threads to put changes of 100 pods each, while four other threads take them")
                .because("`notify` wakes one thread, perhaps one that cannot continue; `notifyAll` wakes them all")
                .until(() -> running(writers) == 0 && buffers.stream().allMatch(buffer -> buffer.size() == 0))
                .otherwise(() -> "all threads wait, and none of them wakes another one");
    }

    /** Starts a thread that takes changes, and returns one that puts changes in. */
    private static BackgroundTask startTakeAndPut(Lab lab, ChangeBuffer buffer, String pod) {
        lab.start("take", () -> {
            while (true) {
                buffer.take();
            }
        });
        return lab.start("put", () -> {
            for (int state = 0; state < CHANGES; state++) {
                buffer.put(BufferChecks.modified(pod + "-" + state, state));
            }
        });
    }
}
