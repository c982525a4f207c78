package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.CheckSandbox;
import dev.watchworks.labkit.engine.PlannedTestMethods;
import dev.watchworks.labkit.fixture.CheckFixture;
import dev.watchworks.labkit.fixture.CheckFixtures;
import dev.watchworks.labkit.fixture.SharedCluster;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.slf4j.LogBuffer;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Starts the measurements of a run early, so that they wait while other checks run.
 *
 * <p>No other class knows {@link StartEarly}. docs/decisions/0006-measurements-that-start-early.md has the reasons and
 * the figures.
 */
final class EarlyMeasurements implements AutoCloseable {

    /**
     * The system property that switches the early start off, to measure the difference: {@code
     * -Dlab.start.early=false}.
     */
    private static final String PROPERTY = "lab.start.early";

    /** Just below the deadline of a check: the waits inside a measurement are shorter and name more. */
    private static final Duration LONGEST_MEASUREMENT = Duration.ofSeconds(25);

    private final Map<Method, Started> started = new HashMap<>();

    /**
     * Starts the measurements of all planned checks that are marked {@link StartEarly}.
     *
     * <p>Starts none on a cluster that others use, because a check may never need it, and none for a single check,
     * because no other check runs meanwhile.
     */
    static EarlyMeasurements start(Predicate<Step> isSelected, SharedCluster cluster) {
        EarlyMeasurements measurements = new EarlyMeasurements();
        List<Method> checks = PlannedTestMethods.all().stream()
                .filter(method -> method.isAnnotationPresent(Step.class)
                        && method.getDeclaringClass().isAnnotationPresent(LessonChecks.class))
                .filter(check -> isSelected.test(check.getAnnotation(Step.class)))
                .toList();
        if (checks.size() > 1 && isSwitchedOn() && Clusters.selected().equals(Clusters.EMBEDDED)) {
            checks.stream()
                    .filter(check -> check.isAnnotationPresent(StartEarly.class))
                    .forEach(check -> measurements.started.put(check, new Started(check, cluster)));
        }
        return measurements;
    }

    private static boolean isSwitchedOn() {
        return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
    }

    /** Hands over the measurement that was started for this check, or empty; the caller closes its fixture. */
    synchronized Optional<Started> take(Method check) {
        return Optional.ofNullable(started.remove(check));
    }

    /** Lets the check measure when it calls {@link Lab#measured}. */
    static void measureInTurn(Method check, Lab lab) {
        if (check.isAnnotationPresent(StartEarly.class)) {
            lab.measureWith(() -> measure(check, lab));
        }
    }

    private static Object measure(Method check, Lab lab) throws Exception {
        String name = check.getAnnotation(StartEarly.class).value();
        Method method = Arrays.stream(check.getDeclaringClass().getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name)
                        && Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {Lab.class}))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("@StartEarly of %s names %s(Lab), but its class has no such method"
                                .formatted(check.getName(), name)));
        method.setAccessible(true);
        lab.asCheck(lab.client());
        try {
            return method.invoke(null, lab);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown.getCause();
        }
    }

    /** Ends the measurements whose check never ran. */
    @Override
    public synchronized void close() {
        started.values().forEach(Started::end);
        started.clear();
    }

    /** A check whose measurement runs before its turn, with a fixture and threads of its own. */
    static final class Started {

        private final CheckSandbox run;
        private final CompletableFuture<CheckFixture> fixture;
        private final CompletableFuture<Lab> lab;

        /** The calling thread must be the one that runs the tests. */
        private Started(Method check, SharedCluster cluster) {
            LessonChecks lesson = check.getDeclaringClass().getAnnotation(LessonChecks.class);
            run = new CheckSandbox(check.getAnnotation(Step.class).value());
            LogBuffer.ignore(run.group());
            fixture = CheckFixtures.open(cluster, lesson.value());
            lab = fixture.thenApply(opened -> measuring(check, new Lab(run, Optional.of(opened), lesson.answer())));
        }

        private static Lab measuring(Method check, Lab lab) {
            AtomicReference<Object> result = new AtomicReference<>();
            lab.start("measurement", () -> result.set(measure(check, lab)));
            lab.measureWith(() -> {
                lab.expect("the check's own measurement to end")
                        .within(LONGEST_MEASUREMENT)
                        .until(() -> result.get() != null)
                        .otherwise(() -> "it did not end within %d seconds".formatted(LONGEST_MEASUREMENT.toSeconds()));
                return result.get();
            });
            return lab;
        }

        /** Begins the check's turn: from now on its log lines are kept. */
        CheckSandbox run() {
            LogBuffer.unignore(run.group());
            return run;
        }

        /**
         * The fixture, as soon as it is open.
         *
         * @throws EnvironmentException if it could not be opened
         */
        CheckFixture fixture() {
            try {
                return fixture.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof EnvironmentException environment) {
                    throw environment;
                }
                throw failed;
            }
        }

        Lab lab() {
            return lab.join();
        }

        private void end() {
            try {
                CheckExecution.end(run, lab(), Optional.of(fixture()));
            } catch (CompletionException | EnvironmentException failed) {
                // without a fixture there is nothing to close
            }
            LogBuffer.unignore(run.group());
        }
    }
}
