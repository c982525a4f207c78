package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.CheckRun;
import dev.watchworks.labkit.slf4j.LogMemory;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A check that has begun to measure before its turn, on a bench and with threads of its own. */
final class Measurement implements AutoCloseable {

    private final CheckRun run;
    private final CompletableFuture<LabBench> bench;
    private final CompletableFuture<Lab> lab;

    private Measurement(CheckRun run, CompletableFuture<LabBench> bench, Method check, String answer) {
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
    static Measurement begin(Method check, LessonChecks lesson, SharedCluster shared) {
        CheckRun run = new CheckRun(check.getAnnotation(Step.class).value());
        LogMemory.leaveOut(run.group());
        return new Measurement(run, Benches.open(shared, lesson.value()), check, lesson.answer());
    }

    /** Runs the method that the check names. */
    static Object measure(Method check, Lab lab) throws Exception {
        String name = check.getAnnotation(Ahead.class).value();
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
        LogMemory.leaveIn(run.group());
        return run;
    }

    /**
     * Its bench.
     *
     * @throws EnvironmentTrouble if there is none
     */
    LabBench bench() {
        try {
            return bench.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EnvironmentTrouble trouble) {
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
        LogMemory.leaveIn(run.group());
    }
}
