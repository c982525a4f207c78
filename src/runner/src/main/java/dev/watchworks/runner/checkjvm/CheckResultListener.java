package dev.watchworks.runner.checkjvm;

import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.engine.NotRunReason;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.Verdict;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Collects the result of each check from JUnit. */
final class CheckResultListener implements TestExecutionListener {

    private final List<CheckResult> results = new ArrayList<>();
    private final Runnable onCaught;

    /**
     * Creates a listener without results.
     *
     * @param onCaught called after each check that found the answer wrong
     */
    CheckResultListener(Runnable onCaught) {
        this.onCaught = onCaught;
    }

    synchronized List<CheckResult> results() {
        return List.copyOf(results);
    }

    /** Ignores checks of other steps, but not checks that could not be run. */
    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (NotRunReason.is(reason)) {
            results.add(new CheckResult(name(test), step(test), Verdict.NOT_RUN.name(), "", "", reason, ""));
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> thrown = result.getThrowable();
        if (thrown.isEmpty()) {
            if (test.isTest()) {
                results.add(new CheckResult(name(test), step(test), Verdict.DONE.name(), "", "", "", ""));
            }
        } else if (thrown.get() instanceof CheckFailedError failure) {
            Finding finding = failure.finding();
            results.add(new CheckResult(
                    name(test),
                    finding.step().step(),
                    finding.verdict().name(),
                    finding.step().hints(),
                    finding.diagnosis().expected(),
                    finding.diagnosis().found(),
                    finding.diagnosis().why()));
            if (results.get(results.size() - 1).isCaught()) {
                onCaught.run();
            }
        } else {
            results.add(CheckResult.trouble(name(test), step(test), thrown.get().toString()));
        }
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
