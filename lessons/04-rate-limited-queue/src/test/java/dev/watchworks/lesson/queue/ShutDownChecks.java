package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Step 7: the end. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ShutDownChecks {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Step(7)
    void endsWorkersThatWaitForAKey(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        WatchedQueue queue = WatchedQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        answer.startWorkers(3, queue, key -> {});
        Running stopping = lab.start("shutDown", () -> expectTrue(lab, answer.shutDown(queue, LONG)));
        lab.expect("`shutDown` to return as soon as the idle workers have ended, long before its 20 seconds are over")
                .because("a worker that waits in `get` wakes when the queue is shut down, and gets null")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> queue.isShuttingDown()
                        ? "it still waits, although the queue is shut down"
                        : "it still waits, and nobody shut the queue down");
        lab.expect("the queue to be shut down").now(queue::isShuttingDown).otherwise(() -> "it still takes keys");
        lab.expect("no thread of your workers to live on after `shutDown` said true")
                .because("threads that are left over keep a program alive that should have ended")
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() -> "these still live: " + names(left(lab, others)));
    }

    @Step(7)
    void letsAWorkerFinishWhatItHasInHand(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        WatchedQueue queue = WatchedQueue.fast(lab);
        Desk desk = new Desk();
        lab.atEnd(desk::letGo);
        answer.startWorkers(2, queue, desk);
        queue.add("shop/web");
        lab.expect("work on `shop/web`")
                .until(() -> desk.inHand().contains("shop/web"))
                .otherwise(() -> "nobody took the key from the queue");
        AtomicBoolean inTime = new AtomicBoolean();
        Running stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, LONG)));
        lab.expect("the queue to be shut down").until(queue::isShuttingDown).otherwise(() -> "it still takes keys");
        lab.expect("`shutDown` to wait for the work in hand, and not to interrupt it")
                .because("an interrupted worker leaves half of its work behind")
                .throughout(Duration.ofMillis(200), () -> stopping.isRunning() && !desk.wasInterrupted())
                .otherwise(() -> desk.wasInterrupted() ? "the worker was interrupted" : "it returned at once");
        desk.letGo();
        lab.expect("true from `shutDown` when the work has ended")
                .until(() -> !stopping.isRunning() && inTime.get())
                .otherwise(() -> stopping.isRunning() ? "it still waits" : "your code returned false");
    }

    @Step(7)
    void saysWhenAWorkerDoesNotEndInTime(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        WatchedQueue queue = WatchedQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        Desk desk = new Desk();
        lab.atEnd(desk::letGo);
        answer.startWorkers(2, queue, desk);
        queue.add("shop/web");
        lab.expect("work on `shop/web`")
                .until(() -> desk.inHand().contains("shop/web"))
                .otherwise(() -> "nobody took the key from the queue");
        AtomicBoolean inTime = new AtomicBoolean(true);
        Running stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, Duration.ofMillis(100))));
        lab.expect("`shutDown` to give up after its 100 ms, while a worker is still busy")
                .because("a program that ends must not wait for ever for one that hangs")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `shutDown`, for a worker was still busy when the time was over")
                .now(() -> !inTime.get())
                .otherwise(() -> "your code returned true");
        lab.expect("the busy worker to be interrupted then, and to end")
                .because("an interrupt wakes what sleeps or waits; a thread that nobody wakes stays for ever")
                .until(() -> desk.wasInterrupted() && left(lab, others).isEmpty())
                .otherwise(() -> desk.wasInterrupted()
                        ? "these still live: " + names(left(lab, others))
                        : "it was not interrupted");
    }

    /** The step's own marker comes first, before the steps that workers need. */
    private static void shutDownBeforeAnythingRuns(Lab lab) throws Throwable {
        WatchedQueue queue = WatchedQueue.fast(lab);
        lab.answer(QueueLesson.class).shutDown(queue, Duration.ofSeconds(1));
    }

    private static void expectTrue(Lab lab, boolean inTime) throws Exception {
        lab.expect("true from `shutDown` when all workers have ended by themselves")
                .now(() -> inTime)
                .otherwise(() -> "your code returned false");
    }

    private static List<Thread> left(Lab lab, Set<Thread> others) {
        return lab.threads().stream()
                .filter(thread -> !others.contains(thread))
                .filter(thread -> !thread.getName().equals("shutDown"))
                .toList();
    }

    private static String names(List<Thread> threads) {
        return String.join(", ", threads.stream().map(Thread::getName).toList());
    }
}
