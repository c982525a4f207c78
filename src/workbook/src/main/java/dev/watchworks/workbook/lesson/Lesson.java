package dev.watchworks.workbook.lesson;

import java.nio.file.Path;
import java.util.List;

/**
 * A lesson as files.
 *
 * @param root the workbook's top folder
 * @param name the lesson's folder below {@code lessons}, as in {@code 03-informer}
 */
public record Lesson(Path root, String name) {

    /** Where learners work. */
    public Path folder() {
        return root.resolve("lessons").resolve(name);
    }

    /** Where the same is answered. */
    public Path solution() {
        return root.resolve("solutions").resolve(name);
    }

    /** What learners write in. */
    public List<Path> starter() {
        return SourceTree.files(folder().resolve("src/main/java"), ".java").stream()
                .filter(file -> !isGiven(file))
                .toList();
    }

    /** What learners leave as it is: the interface, and what lies in a folder {@code given}. */
    public List<Path> given() {
        return SourceTree.files(folder().resolve("src/main/java"), ".java").stream()
                .filter(Lesson::isGiven)
                .toList();
    }

    /** The checks and what they share. */
    public List<Path> checks() {
        return SourceTree.files(folder().resolve("src/test/java"), ".java");
    }

    /** The solution's classes. */
    public List<Path> answers() {
        return SourceTree.files(solution().resolve("src/main/java"), ".java");
    }

    /** Where the wrong answers to it are kept. */
    public Path wrongAnswers() {
        return root.resolve("src/workbook/wrong-answers").resolve(name);
    }

    /** Where right answers of other designs are kept. */
    public Path rightAnswers() {
        return root.resolve("src/workbook/right-answers").resolve(name);
    }

    /** The solutions' pom has the same rule, for what it copies from the lesson. */
    private static boolean isGiven(Path file) {
        return file.getFileName().toString().endsWith("Lesson.java")
                || file.getName(file.getNameCount() - 2).toString().equals("given");
    }

    @Override
    public String toString() {
        return name;
    }
}
