package dev.watchworks.workbook.run;

import dev.watchworks.workbook.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs checks in a JVM of their own, as the lessons' build does. */
public final class ChecksJvm {

    /** Those of the lessons' build, {@code watchworks.checks.jvm} in the root pom. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    /** How much of the screen is told when the JVM did not come to its end. */
    private static final int LAST_CHARACTERS = 4_000;

    private ChecksJvm() {}

    /**
     * Runs checks, one run after the other, in one JVM.
     *
     * @param folder where the results and the screen of the JVM are kept
     * @param deadline when the JVM is ended
     * @param patience how many times as long as usual the checks wait for what does not come
     * @return the results of each run
     * @throws IllegalStateException with the last that stood on the screen, if the JVM did not come to its end
     */
    public static List<List<CheckResult>> run(Path folder, List<ChecksRun> runs, Duration deadline, int patience)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path results = folder.resolve("results.txt");
        Path screen = folder.resolve("screen.txt");
        Files.deleteIfExists(results);
        Process process = new ProcessBuilder(command(results, runs, patience))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        try {
            if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The checks were not over after " + deadline.toSeconds() + " seconds. " + last(screen));
            }
        } finally {
            process.destroyForcibly();
        }
        List<List<CheckResult>> parsed = Files.exists(results) ? parse(Files.readAllLines(results)) : List.of();
        if (process.exitValue() != 0 || parsed.size() != runs.size()) {
            throw new IllegalStateException("Of %d runs %d came to their end, and the JVM exited with %d. %s"
                    .formatted(runs.size(), parsed.size(), process.exitValue(), last(screen)));
        }
        return parsed;
    }

    private static List<String> command(Path results, List<ChecksRun> runs, int patience) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dlab.patience=" + patience);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ChecksMain.class.getName(), results.toString()));
        runs.forEach(run -> command.addAll(run.toArguments()));
        return command;
    }

    private static List<List<CheckResult>> parse(List<String> lines) {
        List<List<CheckResult>> runs = new ArrayList<>();
        List<CheckResult> run = new ArrayList<>();
        for (String line : lines) {
            if (line.equals(ChecksMain.END_OF_RUN)) {
                runs.add(List.copyOf(run));
                run.clear();
            } else {
                run.add(CheckResult.parse(line));
            }
        }
        return runs;
    }

    private static String last(Path screen) {
        String text = Files.exists(screen) ? Workbook.read(screen) : "";
        return "Last on its screen (" + screen + "):\n" + text.substring(Math.max(0, text.length() - LAST_CHARACTERS));
    }
}
