package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.TextSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.JavaFileObject;

/**
 * The text of all sources of a lesson that are compiled for a run: the learner's files and those that are given.
 *
 * @param texts by the file's path
 */
public record AnswerSources(SortedMap<Path, String> texts) {

    /** Copies the map. */
    public AnswerSources {
        texts = new TreeMap<>(texts);
    }

    /**
     * Reads the files as they are now. A file that is deleted meanwhile is left out.
     *
     * @throws IOException when a file cannot be read
     */
    public static AnswerSources read(Lesson lesson) throws IOException {
        SortedMap<Path, String> texts = new TreeMap<>();
        for (Path file : lesson.sources()) {
            try {
                // an editor may be in the middle of a character: that is a problem for the compiler, not for the reader
                texts.put(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            } catch (NoSuchFileException deleted) {
                // the save that deleted it starts another run
            }
        }
        return new AnswerSources(texts);
    }

    List<JavaFileObject> forCompiler() {
        return texts.entrySet().stream()
                .<JavaFileObject>map(
                        entry -> new TextSource(entry.getKey().getFileName().toString(), entry.getValue()))
                .toList();
    }

    /** The line of code with this number in the file of this name, without white space at its ends; or empty. */
    String line(String fileName, long number) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(fileName))
                .findFirst()
                .flatMap(entry ->
                        entry.getValue().lines().skip(Math.max(0, number - 1)).findFirst())
                .map(String::strip)
                .orElse("");
    }

    /** The path of the file of this name, or the name itself when there is none. */
    Path path(String fileName) {
        return texts.keySet().stream()
                .filter(file -> file.endsWith(fileName))
                .findFirst()
                .orElse(Path.of(fileName));
    }
}
