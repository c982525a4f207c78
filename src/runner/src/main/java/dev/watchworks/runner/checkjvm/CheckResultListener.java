package dev.watchworks.runner.checkjvm;

import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.engine.NotRunReason;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.Verdict;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Makes a result of what JUnit reports about each check. */
final class CheckResultListener implements TestExecutionListener {

    private final Consumer<CheckResult> onResult;
    private final Map<String, Long> began = new HashMap<>();
    private final Map<String, List<MeasurementNote>> notes = new HashMap<>();

    /**
     * Creates a listener.
     *
     * @param onResult gets each result, in the order of JUnit
     */
    CheckResultListener(Consumer<CheckResult> onResult) {
        this.onResult = onResult;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        began.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        MeasurementNote.of(entry.getKeyValuePairs())
                .ifPresent(note -> notes.computeIfAbsent(test.getUniqueId(), id -> new ArrayList<>())
                        .add(note));
    }

    /** Ignores checks of other steps, but not checks that could not be run. */
    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (NotRunReason.is(reason)) {
            onResult.accept(new CheckResult(name(test), step(test), Verdict.NOT_RUN.name(), "", "", reason, ""));
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> thrown = result.getThrowable();
        if (thrown.isEmpty()) {
            if (test.isTest()) {
                onResult.accept(passed(test));
            }
        } else if (thrown.get() instanceof CheckFailedError failure) {
            onResult.accept(failed(test, failure.finding()));
        } else {
            onResult.accept(
                    CheckResult.trouble(name(test), step(test), thrown.get().toString()));
        }
    }

    private CheckResult passed(TestIdentifier test) {
        CheckReport report = CheckReport.passed(
                test.getDisplayName(), notes.getOrDefault(test.getUniqueId(), List.of()), milliseconds(test));
        return new CheckResult(name(test), step(test), Verdict.DONE.name(), "", "", "", "", report);
    }

    private CheckResult failed(TestIdentifier test, Finding finding) {
        return new CheckResult(
                name(test),
                finding.step().step(),
                finding.verdict().name(),
                finding.step().hints(),
                finding.diagnosis().expected(),
                finding.diagnosis().found(),
                finding.diagnosis().why(),
                CheckReport.failed(test.getDisplayName(), finding, milliseconds(test)));
    }

    private long milliseconds(TestIdentifier test) {
        long now = System.nanoTime();
        return Duration.ofNanos(now - began.getOrDefault(test.getUniqueId(), now))
                .toMillis();
    }

    private static String name(TestIdentifier test) {
        return method(test)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .orElse(test.getDisplayName());
    }

    private static int step(TestIdentifier test) {
        return method(test)
                .map(method -> method.getAnnotation(Step.class))
                .map(Step::value)
                .orElse(0);
    }

    private static Optional<Method> method(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod());
    }
}
