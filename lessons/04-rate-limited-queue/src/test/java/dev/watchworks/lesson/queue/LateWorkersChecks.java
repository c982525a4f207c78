package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Step 10: workers that have not ended in time, and an interrupt of the wait. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class LateWorkersChecks {

    @Step(value = 10, order = 4)
    void returnsFalseWhenAWorkerDoesNotEndInTime(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        BlockingWork work = new BlockingWork(lab);
        answer.startWorkers(2, queue, work);
        List.of("shop/a", "shop/b", "shop/c").forEach(queue::add);
        ShutDownChecks.expectWork(lab, work, 2);
        AtomicBoolean inTime = new AtomicBoolean(true);
        BackgroundTask stopping =
                lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, Duration.ofMillis(100))));
        lab.expect("`shutDown` to give up after its 100 ms, while two workers are still busy")
                .because(
                        "a worker that hangs must not stop the program from ending; `join()` and `join(0)` wait for ever")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `shutDown`, because two workers were still busy when the time was over")
                .because("the caller must know that some work did not end")
                .now(() -> !inTime.get())
                .otherwise(() -> "your code returned true");
        lab.expect("an interrupt of the two busy workers after the time was over")
                .because("an interrupt wakes a thread that sleeps or waits; without it, the thread may run for ever")
                .until(() -> work.interrupted().containsAll(List.of("shop/a", "shop/b")))
                .otherwise(() -> work.interrupted().isEmpty()
                        ? "your code did not interrupt them"
                        : "your code interrupted only the work on " + work.interrupted());
        lab.expect("each interrupted worker to end, although `shop/c` still waits in the queue")
                .because(
                        "when Java throws an InterruptedException, it clears the interrupt flag of the thread; a worker that"
                                + " loses the interrupt takes the next key and hangs again")
                .until(() -> ShutDownChecks.left(lab, others).isEmpty())
                .otherwise(() -> ShutDownChecks.left(lab, others).size()
                        + " of your threads still run, and the keys in work are " + work.inProgress());
    }

    @Step(value = 10, order = 5)
    void doesNotWaitForWorkThatIgnoresTheInterrupt(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = BlockingWork.ignoringInterrupts(lab);
        answer.startWorkers(1, queue, work);
        queue.add("shop/web");
        ShutDownChecks.expectWork(lab, work, 1);
        AtomicBoolean inTime = new AtomicBoolean(true);
        BackgroundTask stopping =
                lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, Duration.ofMillis(100))));
        lab.expect("`shutDown` to return after its 100 ms, although the work continues after the interrupt")
                .within(Duration.ofSeconds(3))
                .because("not all work reacts to an interrupt; after the interrupt, do not wait again")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after three seconds");
        lab.expect("false from `shutDown`, because the worker has not ended")
                .now(() -> !inTime.get())
                .otherwise(() -> "your code returned true");
        boolean again = answer.shutDown(queue, Duration.ofMillis(1));
        lab.expect("false from a second call of `shutDown`, because the worker still works")
                .because("true means that all workers have ended; a worker that was late once does not count as ended")
                .now(() -> !again)
                .otherwise(() -> "your code returned true");
    }

    @Step(value = 10, order = 6)
    void throwsWhenItIsInterrupted(Lab lab, QueueLesson answer) throws Throwable {
        ShutDownChecks.shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = ShutDownChecks.oneBusyWorker(lab, answer, queue);
        AtomicReference<String> outcome = new AtomicReference<>("");
        BackgroundTask stopping = lab.start("shutDown", () -> outcome.set(outcome(answer, queue)));
        ShutDownChecks.expectShutDown(lab, queue);
        stopping.stop();
        lab.expect("`shutDown` to end when the thread that called it is interrupted")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("an InterruptedException from `shutDown` when its thread is interrupted during the wait")
                .because(
                        "false means that a worker has not ended in time; the exception means that somebody wants the thread"
                                + " of `shutDown` itself to end")
                .now(() -> outcome.get().equals("an InterruptedException"))
                .otherwise(() -> "the result was " + outcome);
    }

    private static String outcome(QueueLesson answer, RecordingQueue queue) {
        try {
            return String.valueOf(answer.shutDown(queue, ShutDownChecks.LONG));
        } catch (InterruptedException expected) {
            return "an InterruptedException";
        }
    }
}
