package dev.watchworks.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes folders of this program that nobody needs any more. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    /** Deletes a folder with all that is in it, if it exists. What cannot be deleted stays. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException open) {
            // it is in the folder for temporary files, which the system tidies
        }
    }
}
