package dev.watchworks.runner;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of the workbook with one lesson, whose files a test may change.
 *
 * @param top its top folder
 * @param lesson the lesson
 */
public record WorkbookCopy(Path top, Lesson lesson) {

    /** Copies lesson 1 into a folder. */
    public static WorkbookCopy in(Path folder) throws IOException {
        Path from = Workbook.here().root();
        String name = "01-raw-watch";
        for (String part : List.of("lessons/" + name, "solutions/" + name, "src/runner/starters/" + name)) {
            copy(from.resolve(part), folder.resolve(part));
        }
        WorkbookCopy copy = new WorkbookCopy(folder, new Lesson(folder, name));
        copy.write(starter(from));
        return copy;
    }

    /** A learner may have written something in the repository itself. */
    private static String starter(Path from) throws IOException {
        return Files.readString(
                from.resolve("src/runner/starters/01-raw-watch/dev/watchworks/lesson/rawwatch/RawWatch.java.txt"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !from.relativize(path).startsWith("target"))
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

    /** The learner's file. */
    public Path file() {
        return lesson.folder().resolve("src/main/java/dev/watchworks/lesson/rawwatch/RawWatch.java");
    }

    /** Saves a text in the learner's file. */
    public void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    /** Our solution. */
    public String solution() throws IOException {
        return Files.readString(
                lesson.solution().resolve("src/main/java/dev/watchworks/lesson/rawwatch/RawWatch.java"));
    }

    /** The solution with another body of {@code dispatch}, which is step 4. */
    public String solutionWithDispatch(String body) throws IOException {
        return JavaFile.parse("RawWatch.java", solution())
                .withBodies(method -> method.name().equals("dispatch"), method -> "{ " + body + " }");
    }

    /** All files of the learner with their texts, by their path below the lesson's sources. */
    public Map<String, String> learnersFiles() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : lesson.starter()) {
            texts.put(file.getFileName().toString(), Files.readString(file));
        }
        return texts;
    }
}
