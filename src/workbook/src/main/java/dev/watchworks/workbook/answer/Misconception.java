package dev.watchworks.workbook.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.TextSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaFileObject;

/**
 * A wrong answer that people believe to be right, kept as a patch of the solution with the check that catches it.
 *
 * @param lesson the lesson that it answers
 * @param name its folder, as in {@code without-watch-true}
 */
public record Misconception(Lesson lesson, String name) {

    /** The last line of an explanation whose answer was written without a look at the checks. */
    public static final String BLIND = "Written from the README and the starter alone.";

    private static final String TITLE = "# ";

    /** Returns the answers to a lesson, in the order of their names. */
    public static List<Misconception> of(Lesson lesson) {
        return SourceTree.folders(lesson.wrongAnswers()).stream()
                .map(name -> new Misconception(lesson, name))
                .toList();
    }

    /** As in {@code 01-raw-watch/without-watch-true}. */
    public String label() {
        return lesson + "/" + name;
    }

    /** Where it is kept. */
    public Path folder() {
        return lesson.wrongAnswers().resolve(name);
    }

    /**
     * Returns what its author believes, in a few words.
     *
     * @throws IllegalArgumentException when there is no explanation
     */
    public String title() {
        List<String> lines = explanation();
        if (lines.size() < 2 || !lines.get(0).startsWith(TITLE)) {
            throw new IllegalArgumentException(
                    "%s has no misconception.md with a first line `# TITLE` and sentences below it".formatted(label()));
        }
        return lines.get(0).substring(TITLE.length());
    }

    /** Whether it was written without a look at the checks. */
    public boolean isBlind() {
        List<String> lines = explanation();
        return !lines.isEmpty() && lines.get(lines.size() - 1).equals(BLIND);
    }

    /** Returns the content of {@code caught-by.txt}, if there is one. */
    public Optional<ExpectedFailure> expectedFailure() {
        return Files.exists(expectedFailureFile())
                ? Optional.of(ExpectedFailure.parse(Workbook.read(expectedFailureFile())))
                : Optional.empty();
    }

    /** Returns the file that names the check that catches this answer. */
    public Path expectedFailureFile() {
        return folder().resolve("caught-by.txt");
    }

    /**
     * Returns the patched solution.
     *
     * @throws IllegalArgumentException with a message for the author, when the patch does not apply
     */
    public List<JavaFileObject> sources() {
        Path patch = folder().resolve("answer.patch");
        if (!Files.exists(patch)) {
            throw new IllegalArgumentException(label() + " has no answer.patch");
        }
        Path root = lesson.solution().resolve("src/main/java");
        Map<String, String> solution = new TreeMap<>();
        for (Path answer : lesson.answers()) {
            solution.put(root.relativize(answer).toString().replace('\\', '/'), Workbook.read(answer));
        }
        try {
            return new AnswerPatch(Workbook.read(patch))
                    .applyTo(solution).entrySet().stream()
                            .<JavaFileObject>map(file -> new TextSource(
                                    Path.of(file.getKey()).getFileName().toString(), file.getValue()))
                            .toList();
        } catch (IllegalArgumentException failed) {
            throw new IllegalArgumentException(
                    "The patch of %s does not apply: %s. Make it anew, as the README of src/workbook says."
                            .formatted(label(), failed.getMessage()),
                    failed);
        }
    }

    private List<String> explanation() {
        Path file = folder().resolve("misconception.md");
        return Files.exists(file) ? Workbook.read(file).strip().lines().toList() : List.of();
    }

    @Override
    public String toString() {
        return label();
    }
}
