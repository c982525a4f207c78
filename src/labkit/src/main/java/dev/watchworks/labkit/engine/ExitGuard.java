package dev.watchworks.labkit.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delays the end of the JVM when the learner's code calls {@code System.exit} during a check.
 *
 * <p>{@code Runtime.exit} runs the shutdown hooks while its caller waits, and every other caller of {@code exit} waits
 * too. So a hook that does not return keeps the JVM alive. This hook gives the caller's stack to the running check,
 * waits until the tests have ended and sent their reports, and returns when the thread that runs the tests calls {@code
 * exit} itself. {@code Runtime.halt} runs no hooks and cannot be delayed.
 */
final class ExitGuard {

    /** A test runner exits soon after the last test. The limit is for a runner that never does. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

    private static final List<String> RUNNERS =
            List.of("org.apache.maven.surefire.", "com.intellij.", "org.eclipse.jdt.", "org.gradle.");

    private static boolean armed;
    private static volatile @Nullable CheckSandbox current;

    private ExitGuard() {}

    /** From now on, until {@link #leave()}, a call of {@code exit} counts for this check. */
    static synchronized void enter(CheckSandbox run) {
        current = run;
        if (!armed) {
            Runtime.getRuntime().addShutdownHook(new Thread(ExitGuard::delayExit, "lab-exit-guard"));
            armed = true;
        }
    }

    /** From now on, a call of {@code exit} is not delayed. */
    static void leave() {
        current = null;
    }

    private static void delayExit() {
        CheckSandbox run = current;
        StackTraceElement[] caller = run == null ? null : caller();
        if (run == null || caller == null) {
            return;
        }
        run.exited(Arrays.asList(caller));
        Thread runner = run.runner();
        long deadline = System.nanoTime() + LONGEST_DELAY.toNanos();
        while (runner.isAlive() && !exits(runner.getStackTrace()) && System.nanoTime() < deadline) {
            try {
                runner.join(20);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
        if (exits(runner.getStackTrace())) {
            // The tests have ended and are reported. With the learner's exit code, Maven would report a crash of the
            // JVM and
            // print a page of text below the verdict.
            Runtime.getRuntime().halt(0);
        }
    }

    /** The stack of the thread that called {@code exit}, or null when it was a signal or the test runner. */
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
