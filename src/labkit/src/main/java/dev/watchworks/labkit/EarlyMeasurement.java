package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.CheckRun;
import dev.watchworks.labkit.fixture.CheckFixture;
import dev.watchworks.labkit.fixture.CheckFixtures;
import dev.watchworks.labkit.fixture.SharedCluster;
import dev.watchworks.labkit.slf4j.LogBuffer;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A check that has begun to measure before its turn, on a bench and with threads of its own. */
final class EarlyMeasurement implements AutoCloseable {

    private final CheckRun run;
    private final CompletableFuture<CheckFixture> bench;
    private final CompletableFuture<Lab> lab;

    private EarlyMeasurement(CheckRun run, CompletableFuture<CheckFixture> bench, Method check, String answer) {
        this.run = run;
        this.bench = bench;
        this.lab = bench.thenApply(opened -> {
            Lab begun = new Lab(run, Optional.of(opened), answer);
            begun.measureWith(() -> measure(check, begun));
            begun.beginToMeasure();
            return begun;
        });
    }

    /** Begins; the thread that calls is the one that runs the tests. */
    static EarlyMeasurement begin(Method check, LessonChecks lesson, SharedCluster shared) {
        CheckRun run = new CheckRun(check.getAnnotation(Step.class).value());
        LogBuffer.ignore(run.group());
        return new EarlyMeasurement(run, CheckFixtures.open(shared, lesson.value()), check, lesson.answer());
    }

    /** Runs the method that the check names. */
    static Object measure(Method check, Lab lab) throws Exception {
        String name = check.getAnnotation(StartEarly.class).value();
        Method method = Arrays.stream(check.getDeclaringClass().getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name)
                        && Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {Lab.class}))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "%s names %s(Lab), which is not there".formatted(check.getName(), name)));
        method.setAccessible(true);
        try {
            return method.invoke(null, lab);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown.getCause();
        }
    }

    /** The check's turn has come: what it logs from now on is its own. */
    CheckRun run() {
        LogBuffer.unignore(run.group());
        return run;
    }

    /**
     * Its bench.
     *
     * @throws EnvironmentException if there is none
     */
    CheckFixture bench() {
        try {
            return bench.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EnvironmentException trouble) {
                throw trouble;
            }
            throw failed;
        }
    }

    Lab lab() {
        return lab.join();
    }

    /** Ends what no check came for. */
    @Override
    public void close() {
        try {
            CheckExecution.end(run, lab(), Optional.of(bench()));
        } catch (CompletionException failed) {
            // then there is no bench to put away
        }
        LogBuffer.unignore(run.group());
    }
}
