package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Copies of learners' files, in {@code .lab/saved/LESSON/TIME}. Nothing here is ever deleted.
 *
 * @param folder the folder {@code .lab}
 * @param clock for the names of the copies
 */
public record SavedAnswers(Path folder, Clock clock) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /**
     * Copies all files of the learner in a lesson.
     *
     * @return the folder with the copies, below which they have the paths that they have below {@code src/main/java}
     * @throws AnswerException when they cannot be copied
     */
    public Path save(Lesson lesson) throws AnswerException {
        Path place = ofLesson(lesson).resolve(TIME.format(clock.instant()));
        try {
            Files.createDirectories(place.getParent());
            while (Files.exists(place)) {
                place = place.resolveSibling(place.getFileName() + "-2");
            }
            Files.createDirectory(place);
            for (Path file : lesson.starter()) {
                Path copy = place.resolve(sources(lesson).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return place;
        } catch (IOException unwritable) {
            throw new AnswerException("Your files are not changed, because they cannot be saved in " + place + " ("
                    + unwritable + "). Make that folder writable, and try again.");
        }
    }

    /** The folders with copies of a lesson, the oldest first. */
    public List<Path> list(Lesson lesson) {
        return SourceTree.folders(ofLesson(lesson)).stream()
                .map(ofLesson(lesson)::resolve)
                .toList();
    }

    /**
     * Replaces the learner's files in a lesson by those of a copy. What is there now is saved first.
     *
     * @param saved the folder with the copies
     * @return the folder with what was there until now
     * @throws AnswerException when there is nothing to restore, or a file cannot be written
     */
    public Path restore(Lesson lesson, Path saved) throws AnswerException {
        List<Path> copies = SourceTree.files(saved, ".java");
        if (copies.isEmpty()) {
            throw new AnswerException(saved + " contains no Java file, so there is nothing to restore.");
        }
        Path before = save(lesson);
        try {
            for (Path file : lesson.starter()) {
                if (!Files.exists(saved.resolve(sources(lesson).relativize(file).toString()))) {
                    Files.delete(file);
                }
            }
            for (Path copy : copies) {
                replace(sources(lesson).resolve(saved.relativize(copy).toString()), Files.readString(copy));
            }
            return before;
        } catch (IOException unwritable) {
            throw new AnswerException(
                    "Not all files are restored (" + unwritable + "). What was there before is in " + before + ".");
        }
    }

    private Path ofLesson(Lesson lesson) {
        return folder.resolve("saved").resolve(lesson.name());
    }

    static Path sources(Lesson lesson) {
        return lesson.folder().resolve("src/main/java");
    }

    /** Replaces a file at once, so that nobody reads half of it. */
    static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = Files.createTempFile(file.getParent(), "lab", ".tmp");
        Files.writeString(next, text);
        if (Files.exists(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
