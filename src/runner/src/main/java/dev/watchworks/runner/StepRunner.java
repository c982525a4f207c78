package dev.watchworks.runner;

import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.runner.answer.AnswerCompiler;
import dev.watchworks.runner.answer.AnswerCompiler.Compiled;
import dev.watchworks.runner.answer.AnswerSources;
import dev.watchworks.runner.answer.CheckClassCache;
import dev.watchworks.runner.answer.KeptStarter;
import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles the learner's files, and runs the checks of a step, then those of the steps that were green. */
final class StepRunner {

    private final Path folder;
    private final Workers workers;
    private final RunnerEvents events;
    private final StepProgressBook book;
    private final CheckClassCache cache;
    private final Map<String, AnswerCompiler> compilers = new HashMap<>();
    private final Map<String, Path> starters = new HashMap<>();

    /**
     * Prepares to run.
     *
     * @param folder a temporary folder
     */
    StepRunner(Path folder, Workers workers, RunnerEvents events, StepProgressBook book) {
        this.folder = folder;
        this.workers = workers;
        this.events = events;
        this.book = book;
        this.cache = new CheckClassCache(folder);
    }

    /** Does all that belongs to a run. Publishes what it finds until the run is dropped. */
    void execute(StepRun run) {
        try {
            publish(run, new RunnerEvent.CompileBegan(run.lesson().name(), run.step()));
            Optional<Compiled> compiled = compile(run);
            if (compiled.isPresent()) {
                check(run, compiled.get().classes());
                TemporaryFolder.delete(compiled.get().classes());
            }
        } catch (IOException | UncheckedIOException | IllegalStateException failure) {
            run.ifCurrent(
                    () -> events.publish(new RunnerEvent.TroubleFound("The checks cannot run: " + failure.getMessage()
                            + ". Save again to " + "try again, and run ./lab doctor to see what is wrong.")));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** One compilation at a time: a run that is dropped meanwhile does not begin its own. */
    private synchronized Optional<Compiled> compile(StepRun run) throws IOException {
        if (run.isDropped()) {
            return Optional.empty();
        }
        Compiled compiled = compiler(run.lesson()).compile(AnswerSources.read(run.lesson()));
        if (compiled.problem().isPresent()) {
            publish(
                    run,
                    new RunnerEvent.CompileFailed(
                            run.lesson().name(), run.step(), compiled.problem().get()));
            return Optional.empty();
        }
        return Optional.of(compiled);
    }

    private AnswerCompiler compiler(Lesson lesson) throws IOException {
        AnswerCompiler compiler = compilers.get(lesson.name());
        if (compiler == null) {
            compiler = new AnswerCompiler(lesson, folder.resolve(lesson.name()), cache);
            compilers.put(lesson.name(), compiler);
        }
        return compiler;
    }

    private void check(StepRun run, Path classes) throws IOException, InterruptedException {
        String lesson = run.lesson().name();
        publish(run, new RunnerEvent.RunBegan(lesson, run.step()));
        Path page = classes.resolveSibling(classes.getFileName() + "-timeline");
        List<CheckResult> results = new ArrayList<>();
        CheckRequest request =
                request(run.lesson(), classes, Set.of(run.step())).withTimeline(page);
        Optional<String> spoilt = workers.run(request, run.nextPart(), result -> {
            results.add(result);
            run.ifCurrent(() -> {
                copyTimeline(page, run.lesson());
                events.publish(new RunnerEvent.CheckFinished(lesson, run.step(), result));
            });
        });
        run.ifCurrent(() -> ended(run, results));
        spoilt.ifPresent(reason -> replaced(reason));
        warmSpares(run.lesson());
        TemporaryFolder.delete(page);
        if (!run.isDropped()) {
            checkGreenSteps(run, classes);
        }
    }

    private void ended(StepRun run, List<CheckResult> results) {
        String verdict = results.stream()
                .filter(result -> !result.isDone())
                .map(CheckResult::verdict)
                .findFirst()
                .orElse(results.isEmpty() ? CheckResult.TROUBLE : "DONE");
        String lesson = run.lesson().name();
        book.record(lesson, run.step(), verdict);
        events.publish(new RunnerEvent.RunEnded(
                lesson,
                run.step(),
                verdict,
                results,
                Duration.ofNanos(System.nanoTime() - run.savedAt()).toMillis(),
                "lessons/" + lesson + "/" + StepReference.TIMELINE_PAGE));
    }

    /** Says nothing about steps that are still green. */
    private void checkGreenSteps(StepRun run, Path classes) throws IOException, InterruptedException {
        String lesson = run.lesson().name();
        Set<Integer> steps = new TreeSet<>(book.onceGreen(lesson));
        steps.remove(run.step());
        if (steps.isEmpty()) {
            return;
        }
        Map<Integer, List<CheckResult>> byStep = new HashMap<>();
        Optional<String> spoilt = workers.run(
                request(run.lesson(), classes, steps),
                run.nextPart(),
                result -> byStep.computeIfAbsent(result.step(), step -> new ArrayList<>())
                        .add(result));
        run.ifCurrent(() -> steps.forEach(step -> compare(lesson, step, byStep.getOrDefault(step, List.of()))));
        spoilt.ifPresent(this::replaced);
        warmSpares(run.lesson());
    }

    private void compare(String lesson, int step, List<CheckResult> results) {
        Optional<CheckResult> red =
                results.stream().filter(result -> !result.isDone()).findFirst();
        if (red.isPresent() && book.broke(lesson, step)) {
            events.publish(new RunnerEvent.StepBroke(lesson, step, red.get()));
        } else if (red.isEmpty() && !results.isEmpty()) {
            book.mended(lesson, step);
        }
    }

    private void replaced(String reason) {
        events.publish(new RunnerEvent.WorkerReplaced("your code " + reason));
    }

    private synchronized CheckRequest request(Lesson lesson, Path classes, Set<Integer> steps) throws IOException {
        return compiler(lesson).request(classes, steps);
    }

    private void warmSpares(Lesson lesson) {
        workers.warmSpares(() -> starterRequest(lesson));
    }

    /** The starter reaches its first marker at once, after all that a run needs is loaded. */
    private synchronized CheckRequest starterRequest(Lesson lesson) {
        try {
            Path classes = starters.get(lesson.name());
            if (classes == null) {
                classes = compiler(lesson)
                        .compile(KeptStarter.of(lesson).sources())
                        .classes();
                starters.put(lesson.name(), classes);
            }
            return request(lesson, classes, Set.of(1, 2, 3));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void publish(StepRun run, RunnerEvent event) {
        run.ifCurrent(() -> events.publish(event));
    }

    private static void copyTimeline(Path from, Lesson lesson) {
        Path page = from.resolve(StepReference.TIMELINE_PAGE);
        Path target = lesson.folder().resolve(StepReference.TIMELINE_PAGE);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(page, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            // the verdict does not depend on the page
        }
    }
}
