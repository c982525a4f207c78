package dev.watchworks.runner.lesson;

import dev.watchworks.labkit.lesson.LessonFolder;
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

    /** The folder of the solution. */
    public Path solution() {
        return root.resolve("solutions").resolve(name);
    }

    /** The numbers of its steps, in order. */
    public List<Integer> steps() {
        return new LessonFolder(root, name, "lessons").steps();
    }

    /** The files in which learners write. */
    public List<Path> starter() {
        return SourceTree.files(folder().resolve("src/main/java"), ".java").stream()
                .filter(file -> !isGiven(file))
                .toList();
    }

    /** The files that learners do not change: the interface, and the files in a folder {@code given}. */
    public List<Path> given() {
        return SourceTree.files(folder().resolve("src/main/java"), ".java").stream()
                .filter(Lesson::isGiven)
                .toList();
    }

    /** All files that a learner's classes are compiled from: those of the learner, and those that are given. */
    public List<Path> sources() {
        return SourceTree.files(folder().resolve("src/main/java"), ".java");
    }

    /** The checks, and the classes that they share. */
    public List<Path> checks() {
        return SourceTree.files(folder().resolve("src/test/java"), ".java");
    }

    /** The solution's classes. */
    public List<Path> answers() {
        return SourceTree.files(solution().resolve("src/main/java"), ".java");
    }

    /** The folder of the wrong answers. */
    public Path wrongAnswers() {
        return root.resolve("src/workbook/wrong-answers").resolve(name);
    }

    /** The folder of the right answers with other designs. */
    public Path rightAnswers() {
        return root.resolve("src/workbook/right-answers").resolve(name);
    }

    /** The solutions' pom has the same rule for the files that it copies from the lesson. */
    private static boolean isGiven(Path file) {
        return file.getFileName().toString().endsWith("Lesson.java")
                || file.getName(file.getNameCount() - 2).toString().equals("given");
    }

    @Override
    public String toString() {
        return name;
    }
}
