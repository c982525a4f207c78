package dev.watchworks.runner;

import dev.watchworks.runner.checkjvm.CheckJvmPool;
import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.checkjvm.CheckRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The JVMs that run checks: one for the next run, and a spare one that has already loaded what runs need. */
final class Workers implements AutoCloseable {

    /** Longer than all checks of a lesson take together when each of them times out. */
    static final Duration MOST_FOR_A_RUN = Duration.ofMinutes(10);

    /** A cancelled run ends at once, or after labkit's two seconds for threads that do not end. */
    private static final Duration MOST_AFTER_CANCEL = Duration.ofSeconds(6);

    /** How often a run that waits for a JVM looks whether it is still needed. */
    private static final long POLL_MILLISECONDS = 20;

    private final CheckJvmPool pool;
    private final int atRest;
    private final Semaphore permits;
    private final AtomicBoolean isWarming = new AtomicBoolean();
    private final ExecutorService background = Executors.newCachedThreadPool(Workers::daemon);
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor(Workers::daemon);

    Workers(RunnerSettings settings, Path folder) {
        this.pool = new CheckJvmPool(folder.resolve("jvms"), settings.classPath());
        this.atRest = settings.workers();
        // dropped runs may still tidy up in their JVMs while the next one begins
        this.permits = new Semaphore(settings.workers() + 1);
    }

    /** Starts a JVM in the background, so that the first run finds one. */
    void startFirst() {
        background.execute(() -> {
            try {
                pool.add();
            } catch (IOException failed) {
                // the run that needs it starts one, and reports the failure
            }
        });
    }

    /**
     * Runs checks.
     *
     * @return what the code has left behind in the JVM, which is therefore ended; empty when the JVM is used again
     * @throws IOException when no JVM can be started
     */
    Optional<String> run(CheckRequest request, CheckRun run, Consumer<CheckResult> onResult)
            throws IOException, InterruptedException {
        while (!permits.tryAcquire(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            if (run.isCancelled()) {
                return Optional.empty();
            }
        }
        try {
            return pool.run(request, MOST_FOR_A_RUN, run, onResult);
        } finally {
            permits.release();
            // a run that was dropped gives its JVM back after another one has taken its place
            pool.trim(Math.max(1, atRest));
        }
    }

    /** Ends a run whose results are not needed any more. Returns at once. */
    void drop(CheckRun run) {
        run.cancel();
        killer.schedule(run::kill, MOST_AFTER_CANCEL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts and warms spare JVMs in the background until as many wait as shall wait at rest.
     *
     * @param request makes a run that is short and harmless, and loads what all runs need
     */
    void warmSpares(Supplier<CheckRequest> request) {
        if (pool.waiting() >= atRest || !isWarming.compareAndSet(false, true)) {
            return;
        }
        background.execute(() -> {
            try {
                while (pool.waiting() < atRest) {
                    pool.addWarm(request.get(), MOST_FOR_A_RUN);
                }
            } catch (IOException | RuntimeException failed) {
                // the run that needs a JVM starts one, and reports the failure
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } finally {
                isWarming.set(false);
            }
        });
    }

    /** How many JVMs wait for a run. */
    int waiting() {
        return pool.waiting();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "runner-workers");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        killer.shutdownNow();
        // without an interrupt, as in RunLoop: a spare may just be compiled for
        background.shutdown();
        pool.close();
    }
}
