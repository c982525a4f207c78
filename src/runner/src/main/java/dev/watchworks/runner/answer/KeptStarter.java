package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The starter of a lesson as we wrote it. {@code src/runner/starters} keeps a copy, because the learner's file is the only
 * other place, and not everybody has git.
 *
 * @param lesson the lesson
 * @param files the text of each file, by its path below {@code src/main/java}, with slashes
 */
public record KeptStarter(Lesson lesson, SortedMap<String, String> files) {

    /** Keeps an IDE and the build from taking a copy for a class. */
    private static final String SUFFIX = ".txt";

    /** Copies the map. */
    public KeptStarter {
        files = new TreeMap<>(files);
    }

    /**
     * Reads the copy.
     *
     * @throws IllegalStateException when there is none
     */
    public static KeptStarter of(Lesson lesson) {
        Path folder = folder(lesson);
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : SourceTree.files(folder, SUFFIX)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            files.put(path.substring(0, path.length() - SUFFIX.length()), Workbook.read(file));
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("The starter of " + lesson + " is missing: " + folder
                    + " has no file. Get the folder src/runner/starters from Watchworks again.");
        }
        return new KeptStarter(lesson, files);
    }

    /** Where the copies of a lesson's files are. */
    static Path folder(Lesson lesson) {
        return lesson.root().resolve("src/runner/starters").resolve(lesson.name());
    }

    /** The copy of a file. */
    static Path copy(Lesson lesson, String file) {
        return folder(lesson).resolve(file + SUFFIX);
    }

    /** The methods that hold the marker of a step, and the file of each. */
    public SortedMap<String, List<SourceMethod>> methodsOf(int step) {
        SortedMap<String, List<SourceMethod>> methods = new TreeMap<>();
        files.forEach((file, text) -> {
            List<SourceMethod> ofStep = JavaFile.of(fileName(file), text).methods().stream()
                    .filter(method -> method.markers().contains(step))
                    .toList();
            if (!ofStep.isEmpty()) {
                methods.put(file, ofStep);
            }
        });
        return methods;
    }

    /** The starter with the files that are given, ready for the compiler. */
    public AnswerSources sources() {
        SortedMap<Path, String> texts = new TreeMap<>();
        lesson.given().forEach(file -> texts.put(file, Workbook.read(file)));
        files.forEach((file, text) ->
                texts.put(lesson.folder().resolve("src/main/java").resolve(file), text));
        return new AnswerSources(texts);
    }

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
