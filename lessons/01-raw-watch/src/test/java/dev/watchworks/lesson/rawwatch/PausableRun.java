package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.interleaving.PausePoint;
import dev.watchworks.labkit.interleaving.PausingClassLoader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run of a copy of the learner's class that pauses at one place. */
final class PausableRun {

    private final Lab lab;
    private final RawWatchLesson answer;
    private final PausePoint point;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final int linesBefore;
    private volatile boolean lostItsInterrupt;
    private @Nullable BackgroundTask task;

    private PausableRun(Lab lab, RawWatchLesson answer, PausePoint point) {
        this.lab = lab;
        this.answer = answer;
        this.point = point;
        linesBefore = lab.output().count("new Pod: early");
    }

    static PausableRun start(Lab lab, PausePoint point) throws Exception {
        PausableRun run = prepare(lab, point);
        run.start();
        return run;
    }

    /** Makes the object; {@link #start()} begins the run. */
    static PausableRun prepare(Lab lab, PausePoint point) throws Exception {
        Constructor<?> constructor =
                PausingClassLoader.load(RawWatchLesson.class, "RawWatch").getDeclaredConstructor();
        constructor.setAccessible(true);
        lab.atEnd(point::resume);
        return new PausableRun(lab, (RawWatchLesson) constructor.newInstance(), point);
    }

    /** Counts the operations of a run until it has printed the first pod. */
    static int countOperations(Lab lab) throws Exception {
        PausePoint count = PausePoint.never();
        PausableRun run = start(lab, count);
        run.await("the line `new Pod: early`", run::printed);
        int operations = count.operations();
        StopCall.start(lab, run.answer()).expectReturn();
        run.expectEnd("when your code waited for an event");
        return operations;
    }

    void start() {
        task = lab.start("run", () -> {
                    thread.set(Thread.currentThread());
                    point.watchCurrentThread();
                    answer.run(lab.client(), lab.namespace());
                    lostItsInterrupt = !Thread.currentThread().isInterrupted();
                })
                .allowFailure();
    }

    RawWatchLesson answer() {
        return answer;
    }

    boolean printed() {
        return lab.output().count("new Pod: early") > linesBefore;
    }

    boolean hasEnded() {
        return task != null && !task.isRunning();
    }

    /**
     * Waits until the run is at its point, or as far as it comes. An answer with several threads has another number of
     * operations each time, so it may wait for an event before it comes to its point.
     */
    void awaitPoint() throws Exception {
        await(
                "a `run` that comes as far as the one before",
                () -> point.isReached() || hasEnded() || (printed() && isAtRest()));
    }

    private boolean isAtRest() {
        Thread runner = thread.get();
        return runner != null
                && (runner.getState() == Thread.State.WAITING || runner.getState() == Thread.State.TIMED_WAITING);
    }

    /** Where the run is, for the words "when your code". */
    String moment() {
        return point.isReached() ? "was in " + point.place() : "waited for an event";
    }

    boolean isBlockedOrEnded() {
        BackgroundTask running = task;
        Thread runner = thread.get();
        return running != null
                && runner != null
                && (!running.isRunning() || running.isWaiting() || waitsForTheLearnersLock(runner));
    }

    /** Whether the thread waits for a lock of the learner's code; the HTTP client has locks of its own. */
    private static boolean waitsForTheLearnersLock(Thread runner) {
        ThreadInfo look = ManagementFactory.getThreadMXBean().getThreadInfo(runner.getId(), Integer.MAX_VALUE);
        return look != null
                && look.getThreadState() == Thread.State.BLOCKED
                && Arrays.stream(look.getStackTrace())
                        .noneMatch(frame -> frame.getClassName().startsWith("okhttp3."));
    }

    /** Interrupts the thread of the run; a thread that is paused continues. */
    void interrupt() {
        lab.timeline().recordCluster("the check interrupted the thread of `run`");
        Objects.requireNonNull(thread.get()).interrupt();
    }

    /** Whether the run has returned, and its thread was not interrupted any more. */
    boolean hasLostItsInterrupt() {
        return lostItsInterrupt;
    }

    boolean endsWithin(Duration atMost) throws InterruptedException {
        return Objects.requireNonNull(task).awaitEnd(atMost);
    }

    void await(String what, Callable<Boolean> condition) throws Exception {
        lab.expect(what).until(condition).otherwise(() -> WireDescription.of(lab.wire()));
    }

    /**
     * Expects that the run returns.
     *
     * @param when the moment of the stop
     */
    void expectEnd(String when) throws Exception {
        lab.expect("`run` to return after a `stop` that came " + when)
                .because(
                        "whichever comes first, `stop` must find the watch in a field, or `run` must see that `stop` was "
                                + "called: store the watch first, and look for the stop after that")
                .until(this::hasEnded)
                .otherwise(() -> "it still runs, and its watch is open");
        BackgroundTask ended = task;
        lab.expect("`run` to return without an exception after a `stop` that came " + when)
                .because("after a `stop`, the exception of the closed watch is expected")
                .now(() -> ended == null || ended.failure().isEmpty())
                .otherwise(() -> ended == null
                        ? ""
                        : ended.failure().map(CaughtThrowable::describe).orElse(""));
        WatchExpectations.expectNone(lab, "after `stop`");
    }
}
