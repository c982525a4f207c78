package dev.watchworks.workbook.run;

import io.kubernetes.client.openapi.Configuration;
import java.util.List;
import java.util.Properties;

/**
 * What answers can change for those that come after them in the same JVM.
 *
 * @param properties the system's
 */
record JvmState(Properties properties) {

    /** Clients of all answers share these, and end them by themselves. */
    private static final List<String> SHARED_THREADS =
            List.of("OkHttp", "Okio", "ForkJoinPool", "Keep-Alive", "process reaper");

    /** Labkit gives each check's threads a group of this name and the step's number. */
    private static final String GROUP_OF_A_CHECK = "step-";

    static JvmState now() {
        return new JvmState((Properties) System.getProperties().clone());
    }

    /** Puts back what can be put back, and says whether that is enough. */
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

    /** Whether somebody called {@code System.exit}, which labkit holds back. */
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
