package dev.watchworks.cli;

import dev.watchworks.runner.RunnerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of a runner that {@code ./lab} starts. */
final class RunnerClassPath {

    private RunnerClassPath() {}

    /** Returns the settings, with the class path that the build wrote for the JVMs of the checks. */
    static RunnerSettings settings(Path top) throws IOException {
        Path built = top.resolve("src/runner/target");
        Path file = built.resolve("class-path");
        RunnerSettings settings = RunnerSettings.of(top);
        return Files.exists(file)
                ? settings.withClassPath(built.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(file).strip())
                : settings;
    }
}
