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
 * Runs one check on a thread of its own, with a deadline.
 *
 * <p>Records the output, the TODO markers and the uncaught exceptions of all threads that the check starts.
 */
public final class CheckSandbox {

    private final int step;
    private final CapturedOutput output = new CapturedOutput();
    private final List<Todo> markers = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final CheckThreadGroup threads;
    private final CompletableFuture<CheckOutcome> outcome = new CompletableFuture<>();
    private final Thread runner = Thread.currentThread();

    /** Prepares the run of a check of this step. The calling thread must be the one that runs the tests. */
    public CheckSandbox(int step) {
        this.step = step;
        this.threads = new CheckThreadGroup("step-" + step, (thread, thrown) -> uncaught.add(thrown));
    }

    /** Runs the check until it ends or reaches its deadline. Its threads may still run; {@link #end} ends them. */
    public CheckOutcome run(ThrowingRunnable check, Duration deadline) {
        OutputRouter.install().begin(output);
        Runnable stopListening = Todo.listen(markers::add);
        ExitGuard.enter(this);
        Thread thread = start("check-of-step-" + step, () -> finish(check));
        try {
            return outcome.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException expired) {
            CheckOutcome hung = new CheckOutcome.TimedOut(Arrays.asList(thread.getStackTrace()));
            return outcome.complete(hung) ? hung : outcome.join();
        } catch (InterruptedException | ExecutionException cancelled) {
            // The run is cancelled. The thread is not interrupted again: it still has to wait for the check's threads.
            return new CheckOutcome.Threw(cancelled);
        } finally {
            stopListening.run();
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

    /** The group of all threads that start in this check. */
    public ThreadGroup group() {
        return threads;
    }

    /** Starts a thread of this check. */
    public Thread start(String name, Runnable task) {
        Thread thread = new Thread(threads, task, name);
        // an endless loop of the learner must not keep the JVM alive
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Interrupts the threads that the check has left, and ends the capture of its output.
     *
     * @param atMost how long to wait for the threads
     * @return the threads that did not end
     */
    public LeftoverThreads end(Duration atMost) {
        List<Thread> alive = threads.end(atMost);
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

    /** The output since the run began. */
    public CapturedOutput output() {
        return output;
    }

    /** The live threads of this check, including its own, without those that all HTTP clients share. */
    public List<Thread> threads() {
        return threads.alive();
    }

    /** Returns the TODO marker of this check's step if a thread has reached it, or empty. */
    public Optional<Todo> ownMarker() {
        return markers.stream().filter(marker -> marker.step() == step).findFirst();
    }

    /** Returns the first TODO marker of another step that a thread has reached, or empty. */
    public Optional<Todo> otherMarker() {
        return markers.stream().filter(marker -> marker.step() != step).findFirst();
    }

    /** The exceptions that ended threads of this check. */
    public List<Throwable> uncaught() {
        return List.copyOf(uncaught);
    }

    /**
     * Ends a wait that has become pointless.
     *
     * @throws Todo when any thread has reached the TODO marker of the check's own step
     */
    public void throwIfPointless() {
        Optional<Todo> marker = ownMarker();
        if (marker.isPresent()) {
            throw marker.get();
        }
    }
}
