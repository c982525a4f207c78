package dev.watchworks.runner.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The whole repository.
 *
 * @param root its top folder
 */
public record Workbook(Path root) {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** Finds the workbook that contains the working folder. */
    public static Workbook here() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("lessons")) && Files.isRegularFile(folder.resolve("mvnw"))) {
                return new Workbook(folder);
            }
        }
        throw new IllegalStateException("There is no workbook at or above " + start + ".");
    }

    /** All lessons, in order: each folder of {@code lessons} whose name begins with a number. */
    public List<Lesson> lessons() {
        try (Stream<Path> folders = Files.list(root.resolve("lessons"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.+"))
                    .sorted()
                    .map(name -> new Lesson(root, name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The modules that the root pom names, in its order. */
    public List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1))
                .toList();
    }

    /**
     * Returns all files below a folder of the workbook with this suffix, sorted, or an empty list when the folder does
     * not exist.
     */
    public List<Path> files(String folder, String suffix) {
        return SourceTree.files(root.resolve(folder), suffix);
    }

    /** A file's text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
