package dev.watchworks.labkit.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the end of the JVM back when a learner's code calls {@code System.exit} in the middle of a check.
 *
 * <p>{@code Runtime.exit} runs the shutdown hooks while its caller waits, and any other caller waits behind it. So a
 * hook that does not return keeps the JVM alive: it names the caller to the check that runs, lets the tests come to
 * their end and their reports be sent, and returns when the thread that runs the tests asks for the end itself.
 * {@code Runtime.halt} runs no hooks and cannot be held.
 */
final class ExitGuard {

    /** Once the tests are over the test runner asks for the end within moments; a runner that never does must not hang. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private static final List<String> RUNNERS =
            List.of("org.apache.maven.surefire.", "com.intellij.", "org.eclipse.jdt.", "org.gradle.");

    private static boolean armed;
    private static volatile @Nullable CheckRun current;

    private ExitGuard() {}

    /** From now on, until {@link #leave()}, an exit belongs to this check. */
    static synchronized void enter(CheckRun run) {
        current = run;
        if (!armed) {
            Runtime.getRuntime().addShutdownHook(new Thread(ExitGuard::hold, "lab-exit-guard"));
            armed = true;
        }
    }

    /** No check runs; an exit is what it says. */
    static void leave() {
        current = null;
    }

    private static void hold() {
        CheckRun run = current;
        StackTraceElement[] caller = run == null ? null : caller();
        if (run == null || caller == null) {
            return;
        }
        run.exited(Arrays.asList(caller));
        Thread runner = run.runner();
        long deadline = System.nanoTime() + LONGEST_HOLD.toNanos();
        while (runner.isAlive() && !exits(runner.getStackTrace()) && System.nanoTime() < deadline) {
            try {
                runner.join(20);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
        if (exits(runner.getStackTrace())) {
            // The tests are over and told. Ending with the learner's exit code, Maven would take it for a crash of the
            // JVM and bury the verdict under a page of its own.
            Runtime.getRuntime().halt(0);
        }
    }

    /** The stack of the thread that asked for the end; null when that was a signal or the test runner itself. */
    private static StackTraceElement @Nullable [] caller() {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = thread.getValue();
            if (exits(stack) && Arrays.stream(stack).noneMatch(ExitGuard::isRunner)) {
                return stack;
            }
        }
        return null;
    }

    private static boolean exits(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }

    private static boolean isRunner(StackTraceElement frame) {
        return RUNNERS.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
