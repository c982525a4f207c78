package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Step 10: the shutdown. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ShutDownChecks {

    static final Duration LONG = Duration.ofSeconds(20);

    @Step(value = 10, order = 1)
    void endsWorkersThatWaitForAKey(Lab lab, QueueLesson answer) throws Throwable {
        shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        answer.startWorkers(3, queue, key -> {});
        AtomicBoolean inTime = new AtomicBoolean();
        BackgroundTask stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, LONG)));
        lab.expect("`shutDown` to return as soon as the idle workers have ended, long before its 20 seconds are over")
                .because(() -> queue.isShuttingDown()
                        ? "after the shutdown of the queue, idle workers get null and end at once; return when the last"
                                + " worker has ended"
                        : "a worker that waits in `get` wakes up when you shut the queue down, and gets null")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> queue.isShuttingDown()
                        ? "it still waits, although the queue is shut down"
                        : "it still waits, and your code did not shut the queue down");
        lab.expect("the queue to be shut down")
                .because(
                        "an interrupt wakes the workers too, but the queue still accepts keys that nobody will work on")
                .now(queue::isShuttingDown)
                .otherwise(() -> "it still accepts keys");
        lab.expect("true from `shutDown` when all workers have ended")
                .now(inTime::get)
                .otherwise(() -> "your code returned false");
        lab.expect("no running thread of your workers after `shutDown` returned true")
                .because("a thread that is left keeps the program running")
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() -> left(lab, others).size() + " of your threads still run");
    }

    @Step(value = 10, order = 2)
    void letsAWorkerFinishItsKey(Lab lab, QueueLesson answer) throws Throwable {
        shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = new BlockingWork(lab);
        answer.startWorkers(2, queue, work);
        queue.add("shop/web");
        expectWork(lab, work, 1);
        AtomicBoolean inTime = new AtomicBoolean();
        BackgroundTask stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, LONG)));
        expectShutDown(lab, queue);
        lab.expect("`shutDown` to wait for the worker, and not to interrupt it before its 20 seconds are over")
                .because(
                        "an interrupt may leave a change half done, so interrupt only workers that have not ended in time")
                .during(Duration.ofMillis(200), () -> work.interrupted().isEmpty())
                .otherwise(() -> "your code interrupted the worker at once");
        lab.expect("`shutDown` not to return while a worker still works")
                .because(
                        "after `shutDown`, the caller closes what the workers need: a connection, a file, or the program")
                .now(stopping::isRunning)
                .otherwise(() -> "it returned at once, and did not wait for the worker");
        work.release();
        lab.expect("true from `shutDown` after the work has ended")
                .until(() -> !stopping.isRunning() && inTime.get())
                .otherwise(() -> stopping.isRunning() ? "it still waits" : "your code returned false");
    }

    @Step(value = 10, order = 3)
    void drainsTheQueue(Lab lab, QueueLesson answer) throws Throwable {
        shutDownUnusedAnswer(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = new BlockingWork(lab);
        answer.startWorkers(1, queue, work);
        List.of("shop/a", "shop/b", "shop/c").forEach(queue::add);
        expectWork(lab, work, 1);
        BackgroundTask stopping = lab.start("shutDown", () -> answer.shutDown(queue, LONG));
        expectShutDown(lab, queue);
        work.release();
        lab.expect("`shutDown` to return after the work has ended")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits; the work ended for " + work.finished());
        lab.expect("the end of the work on `shop/a`, and then work on `shop/b` and `shop/c`, which waited in the queue")
                .because(() -> work.interrupted().isEmpty()
                        ? "after the shutdown, the queue accepts no new keys, but it still gives out the keys that it has;"
                                + " a worker ends when `get` returns null, not when isShuttingDown is true"
                        : "an interrupt breaks off the work, and the worker then ends; interrupt only workers that have"
                                + " not ended in time")
                .now(() -> work.finished().equals(List.of("shop/a", "shop/b", "shop/c")))
                .otherwise(() -> (work.finished().isEmpty() ? "no work ended" : "the work ended for " + work.finished())
                        + ", and " + queue.length() + " keys were left in the queue");
    }

    /** Shuts an unused queue down, so that the TODO of this step comes before the TODOs of the steps of a worker. */
    static void shutDownUnusedAnswer(Lab lab) throws Throwable {
        RecordingQueue queue = RecordingQueue.fast(lab);
        lab.newAnswer(QueueLesson.class).shutDown(queue, Duration.ofSeconds(1));
    }

    /** Starts one worker, and waits until it works on a key that does not end by itself. */
    static BlockingWork oneBusyWorker(Lab lab, QueueLesson answer, RecordingQueue queue) throws Exception {
        BlockingWork work = new BlockingWork(lab);
        answer.startWorkers(1, queue, work);
        queue.add("shop/web");
        expectWork(lab, work, 1);
        return work;
    }

    static void expectWork(Lab lab, BlockingWork work, int keys) throws Exception {
        lab.expect("work on " + keys + (keys == 1 ? " key" : " keys at the same time"))
                .until(() -> work.inProgress().size() == keys)
                .otherwise(() -> "the keys in work were " + work.inProgress());
    }

    static void expectShutDown(Lab lab, RecordingQueue queue) throws Exception {
        lab.expect("the queue to be shut down before `shutDown` waits for the workers")
                .because("while the queue is open, it accepts new keys, and the workers never end")
                .until(queue::isShuttingDown)
                .otherwise(() -> "it still accepts keys");
    }

    static List<Thread> left(Lab lab, Set<Thread> others) {
        return lab.threads().stream()
                .filter(thread -> !others.contains(thread))
                .filter(thread -> !thread.getName().equals("shutDown"))
                .toList();
    }
}
