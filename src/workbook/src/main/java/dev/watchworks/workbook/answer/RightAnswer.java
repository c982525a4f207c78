package dev.watchworks.workbook.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;

/**
 * A right answer whose design differs from the solution's.
 *
 * @param lesson the lesson that it answers
 * @param name its folder, as in {@code with-an-iterator}
 */
public record RightAnswer(Lesson lesson, String name) {

    private static final String TITLE = "# ";

    /** Returns the answers to a lesson, in the order of their names. */
    public static List<RightAnswer> of(Lesson lesson) {
        return SourceTree.folders(lesson.rightAnswers()).stream()
                .map(name -> new RightAnswer(lesson, name))
                .toList();
    }

    /** As in {@code 01-raw-watch/with-an-iterator}. */
    public String label() {
        return lesson + "/" + name;
    }

    /** Where it is kept. */
    public Path folder() {
        return lesson.rightAnswers().resolve(name);
    }

    /**
     * Returns what differs in its design, in a few words.
     *
     * @throws IllegalArgumentException when there is no explanation
     */
    public String title() {
        Path file = folder().resolve("design.md");
        List<String> lines =
                Files.exists(file) ? Workbook.read(file).strip().lines().toList() : List.of();
        if (lines.size() < 2 || !lines.get(0).startsWith(TITLE)) {
            throw new IllegalArgumentException(
                    "%s has no design.md with a first line `# TITLE` and sentences below it".formatted(label()));
        }
        return lines.get(0).substring(TITLE.length());
    }

    /** Its classes. */
    public List<JavaFileObject> sources() {
        List<Path> files = SourceTree.files(folder(), ".java");
        if (files.isEmpty()) {
            throw new IllegalArgumentException(label() + " has no Java sources");
        }
        return Compilation.files(files);
    }

    @Override
    public String toString() {
        return label();
    }
}
