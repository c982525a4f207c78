package dev.watchworks.labkit.engine;

import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.output.OutputRouter;
import dev.watchworks.todo.Todo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One check while it runs: on a thread of its own, with a deadline, with its output caught and its markers counted.
 *
 * <p>Whatever happens meanwhile on any thread that the check brought to life is known here.
 */
public final class CheckRun {

    private final int step;
    private final CapturedOutput output = new CapturedOutput();
    private final List<Todo> markers = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final CheckThreadGroup threads;
    private final CompletableFuture<CheckOutcome> outcome = new CompletableFuture<>();
    private final Thread runner = Thread.currentThread();

    /** Prepares the run of a check of this step; the thread that makes it is the one that runs the tests. */
    public CheckRun(int step) {
        this.step = step;
        this.threads = new CheckThreadGroup("step-" + step, (thread, thrown) -> uncaught.add(thrown));
    }

    /** Runs the check to its end or its deadline; what it leaves running is not ended yet. */
    public CheckOutcome run(ThrowingRunnable check, Duration deadline) {
        OutputRouter.install().begin(output);
        Runnable deaf = Todo.listen(markers::add);
        ExitGuard.enter(this);
        Thread thread = start("check-of-step-" + step, () -> finish(check));
        try {
            return outcome.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            CheckOutcome hung = new CheckOutcome.TimedOut(Arrays.asList(thread.getStackTrace()));
            return outcome.complete(hung) ? hung : outcome.join();
        } catch (InterruptedException | ExecutionException broken) {
            Thread.currentThread().interrupt();
            return new CheckOutcome.Threw(broken);
        } finally {
            deaf.run();
        }
    }

    private void finish(ThrowingRunnable check) {
        try {
            check.run();
            outcome.complete(new CheckOutcome.Returned());
        } catch (Throwable thrown) {
            outcome.complete(new CheckOutcome.Threw(thrown));
        }
    }

    /** The group of all threads that come to life in this check. */
    public ThreadGroup group() {
        return threads;
    }

    /** Starts a thread of this check. */
    public Thread start(String name, Runnable task) {
        Thread thread = new Thread(threads, task, name);
        // the learner's endless loop must not keep the JVM alive
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Ends what the check left running as far as that can be done, and says what could not be ended. */
    public LeftoverThreads end(Duration patience) {
        List<Thread> alive = threads.end(patience);
        List<Thread> spinning = CheckThreadGroup.spinning(alive);
        ExitGuard.leave();
        OutputRouter router = OutputRouter.install();
        router.end();
        if (!alive.isEmpty()) {
            router.mute();
        }
        return new LeftoverThreads(alive, spinning);
    }

    void exited(List<StackTraceElement> stack) {
        outcome.complete(new CheckOutcome.Exited(stack));
    }

    Thread runner() {
        return runner;
    }

    /** What was printed since the run began. */
    public CapturedOutput output() {
        return output;
    }

    /** The threads of this check that live now, its own included, without those that clients share. */
    public List<Thread> threads() {
        return threads.alive();
    }

    /** The marker of the check's own step, once it was made on any thread. */
    public Optional<Todo> ownMarker() {
        return markers.stream().filter(marker -> marker.step() == step).findFirst();
    }

    /** The first marker of another step that was made on any thread. */
    public Optional<Todo> otherMarker() {
        return markers.stream().filter(marker -> marker.step() != step).findFirst();
    }

    /** What ended a thread of this check that nobody caught. */
    public List<Throwable> uncaught() {
        return List.copyOf(uncaught);
    }

    /** Ends a wait that has become pointless: throws the step's own marker if it was made. */
    public void throwIfPointless() {
        Optional<Todo> marker = ownMarker();
        if (marker.isPresent()) {
            throw marker.get();
        }
    }
}
