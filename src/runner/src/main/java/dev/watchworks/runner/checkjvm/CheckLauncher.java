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
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the checks on one answer in this JVM, with a separate class loader.
 *
 * @param run what to run
 * @param stop ends the run before the next check
 */
record CheckLauncher(CheckRequest run, CancellationToken stop) {

    /** Runs the checks. Each result goes to {@code onResult} as soon as it is known. */
    void launch(Consumer<CheckResult> onResult) throws IOException, ClassNotFoundException {
        run.properties().forEach(System::setProperty);
        System.setProperty(
                "step", new TreeSet<>(run.steps()).stream().map(String::valueOf).collect(Collectors.joining(",")));
        URL[] folders = {
            run.answer().toUri().toURL(),
            run.checks().toUri().toURL(),
            run.resources().toUri().toURL()
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(folders, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            LauncherDiscoveryRequest discovery = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectors(loader))
                    .configurationParameter(
                            LessonChecks.ROOT_PARAMETER, run.place().toString())
                    .configurationParameter(LessonChecks.TIMELINE_PARAMETER, run.timeline())
                    .build();
            LauncherFactory.create()
                    .execute(LauncherExecutionRequestBuilder.request(discovery)
                            .listeners(new CheckResultListener(result -> take(result, onResult)))
                            .cancellationToken(stop)
                            .build());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void take(CheckResult result, Consumer<CheckResult> onResult) {
        onResult.accept(result);
        if (result.isCaught() && Boolean.parseBoolean(run.properties().get(CheckRequest.UNTIL_FAILURE))) {
            stop.cancel();
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
                if (!run.check().isEmpty()) {
                    named(type).forEach(selectors::add);
                } else if (hasStep(type)) {
                    selectors.add(DiscoverySelectors.selectClass(type));
                }
            }
        }
        return selectors;
    }

    /** JUnit takes its time for each class, also for one whose checks are all of other steps. */
    private boolean hasStep(Class<?> type) {
        return run.steps().isEmpty()
                || checks(type)
                        .anyMatch(method -> run.steps()
                                .contains(method.getAnnotation(Step.class).value()));
    }

    private Stream<DiscoverySelector> named(Class<?> type) {
        return checks(type)
                .filter(method -> method.getName().equals(run.check()))
                .map(method -> DiscoverySelectors.selectMethod(type, method));
    }

    private static Stream<Method> checks(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Step.class));
    }
}
