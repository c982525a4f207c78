package dev.watchworks.workbook.run;

import dev.watchworks.labkit.LessonChecks;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs checks in this JVM, one run after the other, and writes what came of them to a file. */
public final class ChecksMain {

    /** Stands in the file after the results of each run, so that a run that was cut short can be told. */
    static final String END_OF_RUN = "end of run";

    private ChecksMain() {}

    /**
     * Runs checks.
     *
     * @param arguments the file for the results, then {@link ChecksRun#ARGUMENTS} arguments for each run
     */
    public static void main(String[] arguments) throws Exception {
        Path results = Path.of(arguments[0]);
        for (int at = 1; at < arguments.length; at += ChecksRun.ARGUMENTS) {
            ChecksRun run = ChecksRun.parse(Arrays.asList(arguments).subList(at, at + ChecksRun.ARGUMENTS));
            List<String> lines = new ArrayList<>();
            run(run).stream().map(CheckResult::toLine).forEach(lines::add);
            lines.add(END_OF_RUN);
            Files.write(results, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        // clients may have left threads behind that are no daemons
        System.exit(0);
    }

    private static List<CheckResult> run(ChecksRun run) throws Exception {
        System.setProperty("step", run.step() == 0 ? "" : Integer.toString(run.step()));
        URL[] folders = {
            run.answer().toUri().toURL(),
            run.checks().toUri().toURL(),
            run.resources().toUri().toURL()
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(folders, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            ResultCollector collector = new ResultCollector();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors(run.checks(), loader))
                                    .configurationParameter(
                                            LessonChecks.ROOT_PARAMETER,
                                            run.place().toString())
                                    .build(),
                            collector);
            return collector.results();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The classes that the lessons' build runs: those whose names end with {@code Checks}. */
    private static List<DiscoverySelector> selectors(Path checks, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        List<DiscoverySelector> selectors = new ArrayList<>();
        try (Stream<Path> files = Files.walk(checks)) {
            for (Path file : files.filter(file -> file.toString().endsWith("Checks.class"))
                    .sorted()
                    .toList()) {
                String name = checks.relativize(file).toString().replaceAll("\\.class$", "");
                selectors.add(DiscoverySelectors.selectClass(
                        loader.loadClass(name.replace('/', '.').replace('\\', '.'))));
            }
        }
        return selectors;
    }
}
