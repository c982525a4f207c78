package dev.watchworks.labkit.engine;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Knows all test methods of a run from its beginning. JUnit's launcher finds it as a service. */
public final class PlannedTestMethods implements TestExecutionListener {

    private static volatile List<Method> planned = List.of();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        planned = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .map(PlannedTestMethods::method)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static @Nullable Method method(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .orElse(null);
    }

    /** All test methods of the run, including those that a condition disables later; empty outside a launcher. */
    public static List<Method> all() {
        return planned;
    }
}
