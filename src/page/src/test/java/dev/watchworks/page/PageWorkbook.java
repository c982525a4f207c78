package dev.watchworks.page;

import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the whole workbook as a learner gets it. A test works on lesson 1.
 *
 * @param top its top folder
 */
record PageWorkbook(Path top) {

    static final String LESSON = "01-raw-watch";

    private static final String CLASS = "dev/watchworks/lesson/rawwatch/RawWatch.java";

    /** Copies it into a folder. */
    static PageWorkbook in(Path folder) throws IOException {
        Path from = Workbook.here().root();
        for (String part : List.of("lessons", "solutions", "docs", "src/runner/starters")) {
            copy(from.resolve(part), folder.resolve(part));
        }
        PageWorkbook copy = new PageWorkbook(folder);
        // Somebody may have written an answer in the repository itself.
        copy.save(copy.starter());
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(
                            path -> !from.relativize(path).toString().contains("target"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Path file() {
        return top.resolve("lessons").resolve(LESSON).resolve("src/main/java").resolve(CLASS);
    }

    /** What the learner's file contains. */
    String saved() throws IOException {
        return Files.readString(file());
    }

    /** Saves a text as the learner's file. */
    void save(String text) throws IOException {
        Files.writeString(file(), text);
    }

    String starter() throws IOException {
        return Files.readString(
                top.resolve("src/runner/starters").resolve(LESSON).resolve(CLASS + ".txt"));
    }

    String solution() throws IOException {
        return Files.readString(top.resolve("solutions")
                .resolve(LESSON)
                .resolve("src/main/java")
                .resolve(CLASS));
    }

    /** The solution with another body of {@code dispatch}, which is step 4. */
    String solutionWithDispatch(String body) throws IOException {
        return JavaFile.parse("RawWatch.java", solution())
                .withBodies(method -> method.name().equals("dispatch"), method -> "{\n        " + body + "\n    }");
    }
}
