package dev.watchworks.runner;

import dev.watchworks.runner.answer.AnswerSources;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides when a run begins, and drops the one before. All decisions are made on one thread. */
final class RunLoop implements AutoCloseable {

    /** Editors write a file in several parts, and several files one after the other. */
    private static final Duration QUIET = Duration.ofMillis(25);

    /** A program that writes all the time must not keep the checks from running. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(400);

    /** A decision takes no longer than to read a lesson's files. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final Path folder;
    private final RunnerEvents events;
    private final Workers workers;
    private final StepRunner runner;
    private final ScheduledExecutorService decisions =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "runner-decisions"));
    private final ExecutorService runs = Executors.newCachedThreadPool(task -> daemon(task, "runner-run"));

    private @Nullable Lesson lesson;
    private int step;
    private @Nullable SourceWatcher watcher;
    private @Nullable StepRun current;
    private @Nullable AnswerSources seen;
    private @Nullable ScheduledFuture<?> planned;
    private long firstChange;

    RunLoop(RunnerSettings settings, RunnerEvents events, StepProgressBook book) throws IOException {
        this.folder = Files.createTempDirectory("watchworks-runner");
        this.events = events;
        this.workers = new Workers(settings, folder);
        this.runner = new StepRunner(folder, workers, events, book);
        workers.startFirst();
    }

    /** Watches the files of a lesson from now on, and runs the checks of this step. */
    void choose(Lesson chosen, int chosenStep) throws IOException {
        SourceWatcher next = SourceWatcher.start(
                chosen.folder().resolve("src/main/java"), () -> decide(() -> changed(chosen, System.nanoTime())));
        decide(() -> {
            if (watcher != null) {
                watcher.close();
            }
            watcher = next;
            lesson = chosen;
            step = chosenStep;
            begin(chosen, System.nanoTime(), true);
        });
    }

    /** Runs the checks again, although nothing is saved. */
    void rerun() {
        decide(() -> {
            if (lesson != null) {
                begin(lesson, System.nanoTime(), true);
            }
        });
    }

    /** Waits until the files are quiet. */
    private void changed(Lesson changedLesson, long now) {
        if (!changedLesson.equals(lesson)) {
            return;
        }
        if (planned == null) {
            firstChange = now;
        } else {
            planned.cancel(false);
        }
        long waited = now - firstChange;
        long delay = Math.max(0, Math.min(QUIET.toNanos(), LONGEST_WAIT.toNanos() - waited));
        planned = decisions.schedule(
                () -> guarded(() -> begin(changedLesson, firstChange, false)), delay, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins a run.
     *
     * @param savedAt when the learner saved
     * @param isWanted whether it begins although the texts are those of the last run
     */
    private void begin(Lesson of, long savedAt, boolean isWanted) {
        planned = null;
        AnswerSources now = read(of);
        if (now == null || (!isWanted && now.equals(seen))) {
            return;
        }
        seen = now;
        if (current != null) {
            current.drop();
        }
        StepRun next = new StepRun(of, step, savedAt, workers);
        current = next;
        runs.execute(() -> guarded(() -> runner.execute(next)));
    }

    private @Nullable AnswerSources read(Lesson of) {
        try {
            return AnswerSources.read(of);
        } catch (IOException | UncheckedIOException unreadable) {
            events.publish(new RunnerEvent.TroubleFound(
                    "Your files cannot be read: " + unreadable.getMessage() + ". Save again when they are back."));
            return null;
        }
    }

    private void decide(Runnable decision) {
        try {
            decisions.execute(() -> guarded(decision));
        } catch (RejectedExecutionException closed) {
            // the runner has ended
        }
    }

    /** An executor keeps what a task throws to itself, and the learner would wait for a verdict that never comes. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            events.publish(new RunnerEvent.TroubleFound("The runner failed: " + failure
                    + ". Save again to try again. If that does not help, end it and start it again."));
        }
    }

    /** The run must be dropped before its JVM ends, or else it would report that end. */
    private void awaitLastDecision() {
        try {
            var unused = decisions.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        decide(() -> {
            if (watcher != null) {
                watcher.close();
            }
            if (current != null) {
                current.drop();
            }
        });
        decisions.shutdown();
        awaitLastDecision();
        // without an interrupt: it would close the jars under the compiler, for all later compilations of this JVM
        runs.shutdown();
        workers.close();
        TemporaryFolder.delete(folder);
    }
}
