package dev.watchworks.runner.checkjvm;

import io.kubernetes.client.openapi.Configuration;
import java.util.List;
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

    static JvmState now() {
        return new JvmState((Properties) System.getProperties().clone());
    }

    /**
     * Restores the system properties and more where possible.
     *
     * @return whether everything is restored
     */
    boolean restoreAfter(List<CheckResult> results) {
        System.setProperties((Properties) properties.clone());
        Configuration.setDefaultApiClient(null);
        return results.stream().allMatch(result -> result.isDone() || isHarmless(result.verdict()))
                && !isEnding()
                && Thread.getAllStackTraces().keySet().stream().noneMatch(JvmState::wasLeftBehind);
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

    private static boolean wasLeftBehind(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null
                && group.getName().startsWith(GROUP_OF_A_CHECK)
                && SHARED_THREADS.stream().noneMatch(thread.getName()::startsWith);
    }
}
