package dev.watchworks.runner.answer;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compiles the answers to one lesson in this JVM, with the compiler of the JDK. Not safe for several threads.
 *
 * <p>The checks are compiled once, without the learner's class: they use nothing but the interface.
 */
public final class AnswerCompiler {

    private final Lesson lesson;
    private final Path folder;
    private final Path checks;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * Compiles the checks, unless an earlier program has done so.
     *
     * @param folder the folder for the learner's classes
     * @param cache keeps the classes of the checks
     * @throws IOException when the checks cannot be read
     */
    public AnswerCompiler(Lesson lesson, Path folder, CheckClassCache cache) throws IOException {
        this.lesson = lesson;
        this.folder = folder;
        this.checks = cache.classesOf(lesson);
    }

    /**
     * The result of a compilation.
     *
     * @param classes the folder with the learner's classes; useless when there is a problem
     * @param problem the first error, or empty
     */
    public record Compiled(Path classes, Optional<CompileProblem> problem) {}

    /** Compiles sources. */
    public Compiled compile(AnswerSources sources) {
        Path classes = folder.resolve("answer-" + number.incrementAndGet());
        List<Compilation.Problem> errors =
                Compilation.of(sources.forCompiler(), List.of(), classes).errors();
        return new Compiled(classes, errors.stream().findFirst().map(first -> problem(sources, first, errors.size())));
    }

    private CompileProblem problem(AnswerSources sources, Compilation.Problem first, int errors) {
        Path file = sources.path(first.file());
        String shown = file.isAbsolute() ? lesson.root().relativize(file).toString() : file.toString();
        return new CompileProblem(
                shown.replace('\\', '/'),
                first.line(),
                sources.line(first.file(), first.line()),
                first.message(),
                errors);
    }

    /** The request to run the checks of these steps, or of all when there are none, on compiled classes. */
    public CheckRequest request(Path classes, Set<Integer> steps) {
        return CheckRequest.of(classes, checks, lesson.folder().resolve("src/test/resources"), lesson.folder(), steps);
    }
}
