package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a learner writes a step.
 *
 * @param file the file, relative to the workbook's top folder, with slashes
 * @param line the line of the step's first method, counted from 1; 1 when the learner's file has no such method
 */
public record StepPlace(String file, long line) {

    /** Looks for the step in the learner's files as they are now. */
    public static StepPlace of(Lesson lesson, KeptStarter starter, int step) {
        Map.Entry<String, List<SourceMethod>> first = starter.methodsOf(step).entrySet().stream()
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No method of " + lesson + " belongs to step " + step + "."));
        Path file = lesson.folder().resolve("src/main/java").resolve(first.getKey());
        return new StepPlace(
                lesson.root().relativize(file).toString().replace('\\', '/'),
                line(file, first.getValue().get(0).key()));
    }

    private static long line(Path file, String key) {
        try {
            return JavaFile.parse(file.getFileName().toString(), Files.readString(file)).methods().stream()
                    .filter(method -> method.key().equals(key))
                    .mapToLong(SourceMethod::line)
                    .findFirst()
                    .orElse(1);
        } catch (IOException unreadable) {
            return 1;
        }
    }
}
