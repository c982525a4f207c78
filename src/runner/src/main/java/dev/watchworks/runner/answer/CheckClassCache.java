package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import dev.watchworks.runner.source.Compilation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The compiled checks of the lessons. They change with a new version of the workbook only, so a folder keeps them for the
 * next start; its name is a digest of all that they are made of.
 *
 * @param temporary a folder of this program, for a lesson whose folder cannot be written
 */
public record CheckClassCache(Path temporary) {

    /**
     * Returns the folder with the classes of a lesson's checks, and compiles them if there is none.
     *
     * @throws IOException when the sources cannot be read
     * @throws IllegalStateException when the checks do not compile
     */
    Path classesOf(Lesson lesson) throws IOException {
        List<Path> sources = new ArrayList<>(lesson.given());
        sources.addAll(lesson.checks());
        String name = "checks-" + digest(sources);
        Path kept = lesson.folder().resolve("target/lab").resolve(name);
        if (Files.isDirectory(kept)) {
            return kept;
        }
        Path built = temporary.resolve(lesson.name()).resolve(name);
        Compilation.of(Compilation.files(sources), List.of(), built)
                .orThrow("lessons/" + lesson + " without its starter");
        return move(built, kept);
    }

    /** Another program may have made the same folder meanwhile, or the lesson may be in a place that cannot be written. */
    private static Path move(Path built, Path kept) {
        Path next = kept.resolveSibling(
                kept.getFileName() + "-" + ProcessHandle.current().pid());
        try {
            for (Path file : SourceTree.files(built, ".class")) {
                Path target = next.resolve(built.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } catch (IOException unwritable) {
            return built;
        }
    }

    private static String digest(List<Path> sources) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path source : sources) {
                digest.update(source.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(source));
            }
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                digest.update((entry + newest(Path.of(entry))).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The time of the last change of a folder's classes; a jar has its version in its name. */
    private static long newest(Path entry) throws IOException {
        long newest = 0;
        for (Path file : SourceTree.files(entry, ".class")) {
            newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
        }
        return newest;
    }
}
