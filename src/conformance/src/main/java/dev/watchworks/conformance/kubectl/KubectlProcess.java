package dev.watchworks.conformance.kubectl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running kubectl, and the lines that it has printed so far, including errors. */
final class KubectlProcess {
    /** Longer than any command's own time-out, so that kubectl prints its own message first. */
    private static final long LONGEST_SECONDS = 120;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean isSilent;
    private int told;

    private KubectlProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "kubectl's output");
        reader.setDaemon(true);
        reader.start();
    }

    static KubectlProcess start(ProcessBuilder command, String input) {
        try {
            Process process = command.redirectErrorStream(true).start();
            KubectlProcess running = new KubectlProcess(process);
            try (var standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return running;
        } catch (IOException unusable) {
            throw new UncheckedIOException("kubectl could not be started", unusable);
        }
    }

    /**
     * Waits until kubectl has printed this many lines since its start, and returns the new ones; returns fewer if
     * kubectl ends or takes too long.
     */
    synchronized List<String> awaitLines(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        for (long left = LONGEST_SECONDS * 1000; lines.size() < count && !isSilent && left > 0; ) {
            await(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        List<String> next = List.copyOf(lines.subList(told, Math.max(told, Math.min(count, lines.size()))));
        told += next.size();
        return next;
    }

    /**
     * Waits until kubectl ends, and returns the lines that were not returned yet. A kubectl that takes too long is
     * ended, and a line says so.
     */
    List<String> awaitExit() {
        List<String> all = new ArrayList<>(awaitLines(Integer.MAX_VALUE));
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                all.add("(kubectl did not end within " + LONGEST_SECONDS + " seconds)");
            } else if (process.exitValue() != 0) {
                all.add("(exit code " + process.exitValue() + ")");
            }
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
        return all;
    }

    /** Ends kubectl now, and returns the lines that were not returned yet. */
    List<String> end() {
        process.destroy();
        return awaitLines(Integer.MAX_VALUE);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException ended) {
            add("(its output broke off: " + ended.getMessage() + ")");
        } finally {
            becomeSilent();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void becomeSilent() {
        isSilent = true;
        notifyAll();
    }

    private synchronized void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
    }

    private IllegalStateException stopped(InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return new IllegalStateException(interrupted);
    }
}
