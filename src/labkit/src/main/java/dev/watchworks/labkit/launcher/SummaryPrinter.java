package dev.watchworks.labkit.launcher;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.engine.NotRunReason;
import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.output.OutputRouter;
import dev.watchworks.labkit.report.LessonSummary;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.MeasurementNote;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the summary of each lesson when the test plan has ended. JUnit's launcher finds this class as a service. */
public final class SummaryPrinter implements TestExecutionListener {

    private final SortedMap<String, LessonSummary> lessons = new TreeMap<>();
    private final Set<String> otherFailures = new LinkedHashSet<>();
    private Optional<Path> root = Optional.empty();

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        root = plan.getConfigurationParameters()
                .get(LessonChecks.ROOT_PARAMETER)
                .map(Path::of);
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        check(test)
                .filter(check -> NotRunReason.is(reason))
                .ifPresent(check -> summary(check).notRun(step(check), reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> thrown = result.getThrowable();
        Optional<Method> check = check(test);
        if (thrown.isPresent() && thrown.get() instanceof CheckFailedError failure && check.isPresent()) {
            summary(check.get()).failed(failure.finding());
        } else if (thrown.isPresent()) {
            otherFailures.add(String.valueOf(thrown.get().getMessage()));
        } else {
            check.ifPresent(passed -> summary(passed).passed(step(passed)));
        }
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        MeasurementNote.of(entry.getKeyValuePairs())
                .ifPresent(note ->
                        check(test).ifPresent(measuring -> summary(measuring).measured(step(measuring), note)));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        PrintStream screen = OutputRouter.screen();
        lessons.values().forEach(summary -> summary.lines().forEach(screen::println));
        otherFailures.forEach(screen::println);
        lessons.clear();
        otherFailures.clear();
    }

    private LessonSummary summary(Method check) {
        Class<?> checks = check.getDeclaringClass();
        String lesson = checks.getAnnotation(LessonChecks.class).value();
        return lessons.computeIfAbsent(
                lesson,
                name -> new LessonSummary(root.map(folder -> LessonFolder.find(name, folder))
                        .orElseGet(() -> LessonFolder.of(name, checks))));
    }

    private static int step(Method check) {
        return check.getAnnotation(Step.class).value();
    }

    private static Optional<Method> check(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> javaMethod((MethodSource) source))
                .filter(method -> method.isAnnotationPresent(Step.class)
                        && method.getDeclaringClass().isAnnotationPresent(LessonChecks.class));
    }

    private static @Nullable Method javaMethod(MethodSource source) {
        return source.getJavaMethod();
    }
}
