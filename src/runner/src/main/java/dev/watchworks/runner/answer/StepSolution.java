package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our solution of a step, and the learner's code beside it.
 *
 * @param file the solution's file, relative to the workbook's top folder, with slashes
 * @param code the methods of the step in the solution
 * @param yours the same methods in the learner's file; empty where they are not found
 */
public record StepSolution(String file, String code, String yours) {

    /**
     * Reads a solution.
     *
     * @throws AnswerException when the lesson has no such step
     */
    public static StepSolution of(Lesson lesson, int step) throws AnswerException {
        var methods = KeptStarter.of(lesson).methodsOf(step);
        if (methods.isEmpty()) {
            throw new AnswerException("Lesson " + lesson + " has no step " + step + ".");
        }
        String file = methods.firstKey();
        Set<String> keys = methods.values().stream()
                .flatMap(List::stream)
                .map(SourceMethod::key)
                .collect(Collectors.toSet());
        Path solution = lesson.solution().resolve("src/main/java").resolve(file);
        Path answer = lesson.folder().resolve("src/main/java").resolve(file);
        return new StepSolution(
                lesson.root().relativize(solution).toString().replace('\\', '/'),
                methods(solution, keys),
                methods(answer, keys));
    }

    private static String methods(Path file, Set<String> keys) {
        String text = Workbook.read(file);
        return JavaFile.parse(file.getFileName().toString(), text).methods().stream()
                .filter(method -> keys.contains(method.key()))
                .map(method -> text.substring(text.lastIndexOf('\n', method.declaration()) + 1, method.bodyEnd()))
                .collect(Collectors.joining("\n\n"))
                .stripIndent();
    }
}
