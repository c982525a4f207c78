package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Step 10: how long the shutdown waits at most. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ShutDownTimeChecks {

    /** With a separate deadline for each worker, the wait would take half a minute. */
    private static final int MANY = 100;

    @Step(value = 10, order = 7)
    void givesAllWorkersOneDeadline(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = new BlockingWork(lab);
        answer.startWorkers(MANY, queue, work);
        IntStream.rangeClosed(1, MANY).forEach(number -> queue.add("shop/web-" + number));
        ShutDownChecks.expectWork(lab, work, MANY);
        BackgroundTask stopping = lab.start("shutDown", () -> answer.shutDown(queue, Duration.ofMillis(300)));
        lab.expect("`shutDown` to give up after 300 ms with " + MANY + " busy workers, as with one worker")
                .within(Duration.ofSeconds(3))
                .because(
                        "`atMost` is the time for all workers together, so calculate the deadline once, before the loop")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after three seconds");
        lab.expect("the queue to be shut down, although the time was over")
                .because("shut the queue down first, before you wait for the workers")
                .now(queue::isShuttingDown)
                .otherwise(() -> "it still accepts keys");
    }

    @Step(value = 10, order = 8)
    void waitsAsLongAsItMay(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = ShutDownChecks.oneBusyWorker(lab, answer, queue);
        AtomicLong took = new AtomicLong();
        BackgroundTask stopping = lab.start("shutDown", () -> {
            long before = System.nanoTime();
            answer.shutDown(queue, Duration.ofMillis(300));
            took.set(Duration.ofNanos(System.nanoTime() - before).toMillis());
        });
        lab.expect("`shutDown` to give up after 300 ms, while a worker is busy")
                .within(Duration.ofSeconds(3))
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after three seconds");
        lab.expect("`shutDown` to give the worker all of its 300 ms")
                .because(
                        "a worker that would end in time must not be interrupted; do not round the duration to seconds")
                .now(() -> took.get() >= 295)
                .otherwise(() -> "it gave up after " + took + " ms");
    }

    @Step(value = 10, order = 9)
    void doesNotWaitWithoutTime(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = ShutDownChecks.oneBusyWorker(lab, answer, queue);
        AtomicBoolean inTime = new AtomicBoolean(true);
        BackgroundTask stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, Duration.ZERO)));
        lab.expect("`shutDown` to return at once with an `atMost` of zero, while a worker is busy")
                .within(Duration.ofSeconds(3))
                .because("zero means no time; but `join(0)` waits for ever")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after three seconds");
        lab.expect("false from `shutDown`, and an interrupt of the busy worker")
                .until(() -> !inTime.get() && work.interrupted().equals(List.of("shop/web")))
                .otherwise(() ->
                        "it returned " + inTime + ", and your code interrupted the work on " + work.interrupted());
    }

    @Step(value = 10, order = 10)
    void waitsForTheWorkersOfEachStart(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = ShutDownChecks.oneBusyWorker(lab, answer, queue);
        answer.startWorkers(1, queue, work);
        // Otherwise the second worker might begin only when the time is over.
        lab.expect("a second worker that waits in `get`")
                .because("a second call of `startWorkers` starts more workers")
                .until(() -> queue.threadsInGet() > 0)
                .otherwise(() -> "no worker waits there");
        boolean inTime = answer.shutDown(queue, Duration.ofMillis(50));
        lab.expect("false from `shutDown` while a worker of the first of two starts is busy")
                .because("all workers of this controller have to end, also those of an earlier start")
                .now(() -> !inTime)
                .otherwise(() -> "your code returned true");
    }
}
