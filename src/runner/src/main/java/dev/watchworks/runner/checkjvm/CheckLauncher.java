package dev.watchworks.runner.checkjvm;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the checks on one answer in this JVM, with a separate class loader. */
record CheckLauncher(CheckRequest run) {

    List<CheckResult> launch() throws IOException, ClassNotFoundException {
        run.properties().forEach(System::setProperty);
        System.setProperty("step", run.step() == 0 ? "" : Integer.toString(run.step()));
        URL[] folders = {
            run.answer().toUri().toURL(),
            run.checks().toUri().toURL(),
            run.resources().toUri().toURL()
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(folders, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            CancellationToken stop = CancellationToken.create();
            boolean untilFailure = Boolean.parseBoolean(run.properties().get(CheckRequest.UNTIL_FAILURE));
            CheckResultListener collector = new CheckResultListener(untilFailure ? stop::cancel : () -> {});
            LauncherDiscoveryRequest discovery = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectors(loader))
                    .configurationParameter(
                            LessonChecks.ROOT_PARAMETER, run.place().toString())
                    .build();
            LauncherFactory.create()
                    .execute(LauncherExecutionRequestBuilder.request(discovery)
                            .listeners(collector)
                            .cancellationToken(stop)
                            .build());
            return collector.results();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The classes that the lessons' build runs, those whose names end with {@code Checks}; or the one check of them. */
    private List<DiscoverySelector> selectors(ClassLoader loader) throws IOException, ClassNotFoundException {
        List<DiscoverySelector> selectors = new ArrayList<>();
        try (Stream<Path> files = Files.walk(run.checks())) {
            for (Path file : files.filter(file -> file.toString().endsWith("Checks.class"))
                    .sorted()
                    .toList()) {
                String name = run.checks().relativize(file).toString().replaceAll("\\.class$", "");
                Class<?> type = loader.loadClass(name.replace('/', '.').replace('\\', '.'));
                if (run.check().isEmpty()) {
                    selectors.add(DiscoverySelectors.selectClass(type));
                } else {
                    named(type).forEach(selectors::add);
                }
            }
        }
        return selectors;
    }

    private Stream<DiscoverySelector> named(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter((Method method) -> method.getName().equals(run.check()))
                .filter(method -> method.isAnnotationPresent(Step.class))
                .map(method -> DiscoverySelectors.selectMethod(type, method));
    }
}
