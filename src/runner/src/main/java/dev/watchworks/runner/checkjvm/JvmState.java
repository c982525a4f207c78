package dev.watchworks.runner.checkjvm;

import io.kubernetes.client.openapi.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The state of a JVM that an answer can change for later answers.
 *
 * @param properties the system properties
 */
record JvmState(Properties properties) {

    /** The clients of all answers share these threads, which end by themselves. */
    private static final List<String> SHARED_THREADS =
            List.of("OkHttp", "Okio", "ForkJoinPool", "Keep-Alive", "process reaper");

    /** Labkit gives each check's threads a group of this name and the step's number. */
    private static final String GROUP_OF_A_CHECK = "step-";

    /** As a part of the whole memory. A run needs about a fifth; a learner's static field may hold the rest. */
    private static final double MOST_USED = 0.5;

    static JvmState now() {
        return new JvmState((Properties) System.getProperties().clone());
    }

    /**
     * Restores the system properties and more where possible.
     *
     * @return what cannot be restored, as a clause without a subject; empty when everything is restored
     */
    Optional<String> restoreAfter(List<CheckResult> results) {
        System.setProperties((Properties) properties.clone());
        Configuration.setDefaultApiClient(null);
        Optional<CheckResult> harmful = results.stream()
                .filter(result -> !result.isDone() && !isHarmless(result.verdict()))
                .findFirst();
        if (isEnding()) {
            return Optional.of("called System.exit");
        }
        Optional<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(JvmState::wasLeftBehind)
                .findFirst();
        if (left.isPresent()) {
            return Optional.of("left the thread \"" + left.get().getName() + "\" behind");
        }
        if (harmful.isPresent()) {
            return Optional.of("ended a check with " + harmful.get().verdict());
        }
        return isNearlyFull() ? Optional.of("filled the memory") : Optional.empty();
    }

    private static boolean isHarmless(String verdict) {
        return verdict.equals("WRONG") || verdict.equals("TODO");
    }

    /** Whether the answer called {@code System.exit}, which labkit blocks. */
    private static boolean isEnding() {
        try {
            Thread hook = new Thread(() -> {}, "never run");
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Whether an answer holds so much memory that the next one may not have enough. */
    private static boolean isNearlyFull() {
        return usedMemory() > MOST_USED && usedAfterCollection() > MOST_USED;
    }

    private static double usedAfterCollection() {
        System.gc();
        return usedMemory();
    }

    private static double usedMemory() {
        Runtime jvm = Runtime.getRuntime();
        return (double) (jvm.totalMemory() - jvm.freeMemory()) / jvm.maxMemory();
    }

    private static boolean wasLeftBehind(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null
                && group.getName().startsWith(GROUP_OF_A_CHECK)
                && SHARED_THREADS.stream().noneMatch(thread.getName()::startsWith);
    }
}
