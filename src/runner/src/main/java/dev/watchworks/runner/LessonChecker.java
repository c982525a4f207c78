package dev.watchworks.runner;

import dev.watchworks.runner.answer.AnswerCompiler;
import dev.watchworks.runner.answer.AnswerSources;
import dev.watchworks.runner.answer.CheckClassCache;
import dev.watchworks.runner.checkjvm.CheckJvmPool;
import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.checkjvm.CheckRun;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.progress.ProgressFile;
import dev.watchworks.runner.report.LessonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs the checks of whole lessons once, by the engine of {@link Runner}, for commands and for CI. */
public final class LessonChecker implements AutoCloseable {

    private final Path folder;
    private final CheckJvmPool jvms;
    private final RunnerEvents events = new RunnerEvents();
    private final StepProgressBook book;

    /**
     * Prepares to run.
     *
     * @param onTrouble gets a sentence when the progress cannot be saved
     * @throws IOException when there is no place for temporary files
     */
    public LessonChecker(RunnerSettings settings, Consumer<String> onTrouble) throws IOException {
        folder = Files.createTempDirectory("watchworks-checks");
        jvms = new CheckJvmPool(folder.resolve("jvms"), settings.classPath());
        book = new StepProgressBook(
                new ProgressFile(settings.folder(), settings.clock(), onTrouble), settings.clock(), events);
    }

    /**
     * Runs the checks of some steps of a lesson, and records the verdicts in the progress.
     *
     * @param steps the steps, or none for all
     * @throws IOException when the lesson cannot be read, or no JVM can be started
     */
    public LessonReport check(Lesson lesson, Set<Integer> steps) throws IOException, InterruptedException {
        AnswerCompiler compiler =
                new AnswerCompiler(lesson, folder.resolve(lesson.name()), new CheckClassCache(folder));
        AnswerCompiler.Compiled compiled = compiler.compile(AnswerSources.read(lesson));
        if (compiled.problem().isPresent()) {
            return new LessonReport(lesson, compiled.problem(), List.of());
        }
        List<CheckResult> results = new ArrayList<>();
        CheckRequest request = compiler.request(compiled.classes(), steps).withTimeline(lesson.folder());
        var unused = jvms.run(request, Workers.MOST_FOR_A_RUN, new CheckRun(), results::add);
        Map<Integer, String> verdicts = new TreeMap<>();
        results.forEach(result ->
                verdicts.merge(result.step(), result.verdict(), (known, next) -> known.equals("DONE") ? next : known));
        verdicts.forEach((step, verdict) -> book.record(lesson.name(), step, verdict));
        return new LessonReport(lesson, compiled.problem(), results);
    }

    @Override
    public void close() {
        jvms.close();
        events.close();
        TemporaryFolder.delete(folder);
    }
}
