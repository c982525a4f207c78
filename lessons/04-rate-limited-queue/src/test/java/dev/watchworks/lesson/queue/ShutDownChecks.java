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
import java.util.stream.IntStream;

/** Step 10: the end. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ShutDownChecks {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Their deadlines, one after the other, would take half a minute. */
    private static final int MANY = 100;

    @Step(10)
    void endsWorkersThatWaitForAKey(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        answer.startWorkers(3, queue, key -> {});
        AtomicBoolean inTime = new AtomicBoolean();
        BackgroundTask stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, LONG)));
        lab.expect("`shutDown` to return as soon as the idle workers have ended, long before its 20 seconds are over")
                .because("a worker that waits in `get` wakes when the queue is shut down, and gets null")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> queue.isShuttingDown()
                        ? "it still waits, although the queue is shut down"
                        : "it still waits, and nobody shut the queue down");
        lab.expect("the queue to be shut down")
                .because("an interrupt wakes the workers too, but a queue that is open takes keys that nobody will ever"
                        + " work on")
                .now(queue::isShuttingDown)
                .otherwise(() -> "it still takes keys");
        lab.expect("true from `shutDown` when all workers have ended by themselves")
                .now(inTime::get)
                .otherwise(() -> "your code returned false");
        lab.expect("no thread of your workers to live on after `shutDown` said true")
                .because("threads that are left over keep a program alive that should have ended")
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() -> left(lab, others).size() + " of yours still live");
    }

    @Step(10)
    void letsAWorkerFinishWhatItHasInHand(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        answer.startWorkers(2, queue, desk);
        queue.add("shop/web");
        expectWork(lab, desk, 1);
        AtomicBoolean inTime = new AtomicBoolean();
        BackgroundTask stopping = lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, LONG)));
        expectShutDown(lab, queue);
        lab.expect("`shutDown` to wait for the work in hand, and not to interrupt it before its 20 seconds are over")
                .because("work that is broken off in the middle leaves half of itself behind: an interrupt is for those"
                        + " that are late")
                .during(Duration.ofMillis(200), () -> desk.interrupted().isEmpty())
                .otherwise(() -> "the worker was interrupted at once");
        lab.expect("`shutDown` not to return while a worker is still at work")
                .because(
                        "whoever called it goes on to close what the workers work with: a connection, a file, the program")
                .now(stopping::isRunning)
                .otherwise(() -> "it returned at once, and nobody waited for the worker");
        desk.release();
        lab.expect("true from `shutDown` when the work has ended")
                .until(() -> !stopping.isRunning() && inTime.get())
                .otherwise(() -> stopping.isRunning() ? "it still waits" : "your code returned false");
    }

    @Step(10)
    void drainsTheQueue(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        answer.startWorkers(1, queue, desk);
        List.of("shop/a", "shop/b", "shop/c").forEach(queue::add);
        expectWork(lab, desk, 1);
        BackgroundTask stopping = lab.start("shutDown", () -> answer.shutDown(queue, LONG));
        expectShutDown(lab, queue);
        desk.release();
        lab.expect("`shutDown` to return when the work is finished")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits; the work ended for " + desk.finished());
        lab.expect("work on `shop/a`, which was in hand, and on `shop/b` and `shop/c`, which still waited in the queue")
                .because(() -> desk.interrupted().isEmpty()
                        ? "a queue that is shut down takes no more keys, but hands out what it has: a worker ends when"
                                + " `get` returns null, not when isShuttingDown is true"
                        : "an interrupt is for workers that are late: it breaks off what is in hand, and whoever takes the"
                                + " next key finds the mark on the thread and ends")
                .now(() -> desk.finished().equals(List.of("shop/a", "shop/b", "shop/c")))
                .otherwise(() -> (desk.finished().isEmpty() ? "no work ended" : "the work ended for " + desk.finished())
                        + ", and " + queue.length() + " keys were left in the queue");
    }

    @Step(10)
    void saysWhenAWorkerDoesNotEndInTime(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        BlockingWork desk = new BlockingWork(lab);
        answer.startWorkers(2, queue, desk);
        List.of("shop/a", "shop/b", "shop/c").forEach(queue::add);
        expectWork(lab, desk, 2);
        AtomicBoolean inTime = new AtomicBoolean(true);
        BackgroundTask stopping =
                lab.start("shutDown", () -> inTime.set(answer.shutDown(queue, Duration.ofMillis(100))));
        lab.expect("`shutDown` to give up after its 100 ms, while two workers are still busy")
                .because("a program that ends must not wait for ever for one that hangs")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `shutDown`, for two workers were still busy when the time was over")
                .because("whoever ends the program has to know that something was broken off")
                .now(() -> !inTime.get())
                .otherwise(() -> "your code returned true");
        lab.expect("the busy workers to be interrupted then")
                .because("an interrupt wakes what sleeps or waits; a thread that nobody wakes stays for ever")
                .until(() -> desk.interrupted().containsAll(List.of("shop/a", "shop/b")))
                .otherwise(() -> desk.interrupted().isEmpty()
                        ? "nobody interrupted them"
                        : "only the work on " + desk.interrupted() + " was interrupted");
        lab.expect("a worker that was interrupted to end, although `shop/c` still waits in the queue")
                .because(
                        "catching an InterruptedException clears the mark on the thread: a worker that forgets it takes the"
                                + " next key and hangs again")
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() ->
                        left(lab, others).size() + " of its threads still live, and in work is " + desk.inProgress());
    }

    @Step(10)
    void givesAllWorkersOneDeadline(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        answer.startWorkers(MANY, queue, desk);
        IntStream.rangeClosed(1, MANY).forEach(number -> queue.add("shop/web-" + number));
        expectWork(lab, desk, MANY);
        BackgroundTask stopping = lab.start("shutDown", () -> answer.shutDown(queue, Duration.ofMillis(300)));
        lab.expect("`shutDown` to give up after 300 ms with " + MANY + " busy workers, as it does with one")
                .within(Duration.ofSeconds(3))
                .because(
                        "`atMost` is for all of them together; a program that is to end has one deadline, after which it"
                                + " is killed")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after three seconds");
        lab.expect("the queue to be shut down by then, though the time ran out")
                .because("the deadline is for the waiting; the door is closed first, whatever comes of it")
                .now(queue::isShuttingDown)
                .otherwise(() -> "it still takes keys");
    }

    @Step(10)
    void throwsWhenItsCallerIsInterrupted(Lab lab, QueueLesson answer) throws Throwable {
        shutDownBeforeAnythingRuns(lab);
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        answer.startWorkers(1, queue, desk);
        queue.add("shop/web");
        expectWork(lab, desk, 1);
        AtomicReference<String> outcome = new AtomicReference<>("");
        BackgroundTask stopping = lab.start("shutDown", () -> outcome.set(outcome(answer, queue)));
        expectShutDown(lab, queue);
        stopping.stop();
        lab.expect("`shutDown` to end when the thread that called it is interrupted")
                .until(() -> !stopping.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("an InterruptedException from `shutDown`, whose caller was interrupted while a worker was busy")
                .because(
                        "false says that a worker was late. That somebody asked the caller itself to stop is another thing,"
                                + " and the caller has to hear of it")
                .now(() -> outcome.get().equals("an InterruptedException"))
                .otherwise(() -> "it ended with " + outcome);
    }

    private static String outcome(QueueLesson answer, RecordingQueue queue) {
        try {
            return String.valueOf(answer.shutDown(queue, LONG));
        } catch (InterruptedException expected) {
            return "an InterruptedException";
        }
    }

    /** The step's own marker comes first, before the steps that workers need. */
    private static void shutDownBeforeAnythingRuns(Lab lab) throws Throwable {
        RecordingQueue queue = RecordingQueue.fast(lab);
        lab.newAnswer(QueueLesson.class).shutDown(queue, Duration.ofSeconds(1));
    }

    private static void expectWork(Lab lab, BlockingWork desk, int keys) throws Exception {
        lab.expect("work on as many keys as there are workers for: " + keys)
                .until(() -> desk.inProgress().size() == keys)
                .otherwise(() -> "in work were " + desk.inProgress());
    }

    private static void expectShutDown(Lab lab, RecordingQueue queue) throws Exception {
        lab.expect("the queue to be shut down before anybody waits")
                .because("as long as the door is open, new keys come in and there is no end to wait for")
                .until(queue::isShuttingDown)
                .otherwise(() -> "it still takes keys");
    }

    private static List<Thread> left(Lab lab, Set<Thread> others) {
        return lab.threads().stream()
                .filter(thread -> !others.contains(thread))
                .filter(thread -> !thread.getName().equals("shutDown"))
                .toList();
    }
}
