package dev.watchworks.cli;

import dev.watchworks.runner.lesson.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the classes of ./lab are older than their sources. The script for Windows has no quick way to compare the times
 * of many files, so it starts Java, and runs Maven only when Java says so. The other script does the same with {@code find}.
 */
final class StaleBuild {

    /** The exit code that asks the script to build. No command has it. */
    static final int EXIT = 75;

    /** The modules that ./lab consists of; the scripts list them too. */
    static final List<String> MODULES =
            List.of("todo", "loopback", "apiserver", "gateway", "labkit", "runner", "page", "cli");

    private StaleBuild() {}

    /** Whether the script asks, by {@code -Dlab.check.build=true}. */
    static boolean isAskedFor() {
        return Boolean.getBoolean("lab.check.build");
    }

    /** Compares the sources with the file that the script touches after each build. */
    static boolean of(Path top) {
        Path stamp = top.resolve("src/cli/target/class-path");
        try {
            FileTime built = Files.getLastModifiedTime(stamp);
            Stream<Path> files = Stream.concat(
                    Stream.of(top.resolve("pom.xml")),
                    MODULES.stream().flatMap(module -> files(top.resolve("src").resolve(module))));
            return files.anyMatch(file -> isNewer(file, built));
        } catch (IOException missing) {
            return true;
        }
    }

    private static Stream<Path> files(Path module) {
        return Stream.concat(
                Stream.of(module.resolve("pom.xml")), SourceTree.files(module.resolve("src/main"), "").stream());
    }

    private static boolean isNewer(Path file, FileTime built) {
        try {
            return Files.getLastModifiedTime(file).compareTo(built) > 0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
