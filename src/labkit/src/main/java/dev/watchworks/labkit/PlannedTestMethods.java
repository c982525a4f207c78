package dev.watchworks.labkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Knows which checks a run is going to have; found by JUnit's launcher as a service. An extension sees one at a time. */
public final class PlannedTestMethods implements TestExecutionListener {

    private static volatile List<Method> checks = List.of();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        checks = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .map(PlannedTestMethods::check)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Method> check(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .filter(method -> method.isAnnotationPresent(Step.class));
    }

    /** All of them, those of other steps than the one asked for included. */
    static List<Method> all() {
        return checks;
    }
}
