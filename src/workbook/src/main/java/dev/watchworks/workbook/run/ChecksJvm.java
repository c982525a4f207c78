package dev.watchworks.workbook.run;

import dev.watchworks.workbook.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs checks in JVMs of their own, as the lessons' build does.
 *
 * @param folder where the results and the screens are kept
 * @param patience how many times as long as usual the checks wait for what does not come
 * @param options system properties for these JVMs, as in {@code -Dlab.answers.late=200}
 */
public record ChecksJvm(Path folder, int patience, List<String> options) {

    /** Those of the lessons' build, {@code watchworks.checks.jvm} in the root pom. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    /** How much of the screen is told when the JVM did not come to its end. */
    private static final int LAST_CHARACTERS = 4_000;

    /** Copies the list. */
    public ChecksJvm {
        options = List.copyOf(options);
    }

    /**
     * Runs checks, one run after the other. A JVM in which a run left something behind gets no other; the next run begins
     * in a new one.
     *
     * @param mostForARun how long one run may take
     * @return the results of each run; where the JVM ended in the middle of one, or had to be ended, that run has one
     *     result, of the verdict {@link CheckResult#TROUBLE} with the last that stood on the screen
     */
    public List<List<CheckResult>> run(List<ChecksRun> runs, Duration mostForARun)
            throws IOException, InterruptedException {
        List<List<CheckResult>> results = new ArrayList<>();
        for (int jvm = 1; results.size() < runs.size(); jvm++) {
            List<ChecksRun> rest = runs.subList(results.size(), runs.size());
            results.addAll(runSome(folder.resolve("jvm-" + jvm), rest, mostForARun.multipliedBy(rest.size())));
        }
        return results;
    }

    /** Runs the first of them, at least one. */
    private List<List<CheckResult>> runSome(Path inFolder, List<ChecksRun> runs, Duration deadline)
            throws IOException, InterruptedException {
        Files.createDirectories(inFolder);
        Path results = inFolder.resolve("results.txt");
        Path screen = inFolder.resolve("screen.txt");
        Path list = Files.write(
                inFolder.resolve("runs.txt"),
                runs.stream().map(ChecksRun::toLine).toList());
        Process process = new ProcessBuilder(command(results, list))
                .directory(inFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        String end;
        try {
            end = process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)
                    ? "The JVM exited with " + process.exitValue()
                    : "The checks were not over after " + deadline.toSeconds() + " seconds";
        } finally {
            process.destroyForcibly();
        }
        List<List<CheckResult>> parsed = Files.exists(results) ? parse(Files.readAllLines(results)) : new ArrayList<>();
        boolean isWhole = !process.isAlive() && process.exitValue() == 0 && !parsed.isEmpty();
        if (!isWhole && parsed.size() < runs.size()) {
            ChecksRun broken = runs.get(parsed.size());
            parsed.add(List.of(CheckResult.trouble(
                    broken.check().isEmpty() ? "all checks" : broken.check(),
                    broken.step(),
                    end + " in the middle of a run. " + last(screen))));
        }
        return parsed;
    }

    private List<String> command(Path results, Path list) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dlab.patience=" + patience);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ChecksMain.class.getName(), results.toString(), list.toString()));
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
