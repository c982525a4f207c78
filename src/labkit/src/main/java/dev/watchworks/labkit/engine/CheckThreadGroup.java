package dev.watchworks.labkit.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Contains all threads that start during one check: its own, the learner's, and those of client-java. */
final class CheckThreadGroup extends ThreadGroup {

    /**
     * Names of threads that all HTTP clients of a JVM share. The first client starts them, and they end by themselves.
     */
    private static final List<String> SHARED =
            List.of("OkHttp", "Okio", "ForkJoinPool", "Keep-Alive", "process reaper");

    /** Long enough for a spinning thread to get processor time on a busy machine. */
    private static final Duration CPU_SAMPLE = Duration.ofMillis(300);

    /** Much more than a waiting thread uses, and much less than a spinning one uses, even among twenty others. */
    private static final Duration CPU_OF_SPINNING = Duration.ofMillis(10);

    private final BiConsumer<Thread, Throwable> uncaught;

    CheckThreadGroup(String name, BiConsumer<Thread, Throwable> uncaught) {
        super(name);
        this.uncaught = uncaught;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        uncaught.accept(thread, thrown);
    }

    /** The live threads, without those that all HTTP clients share. */
    List<Thread> alive() {
        Thread[] found = new Thread[activeCount() + 64];
        int count = enumerate(found, true);
        return Arrays.stream(found, 0, count)
                .filter(Objects::nonNull)
                .filter(Thread::isAlive)
                .filter(thread -> SHARED.stream().noneMatch(thread.getName()::startsWith))
                .toList();
    }

    /** Interrupts the threads until they have ended or the time is over, and returns those that are still alive. */
    List<Thread> end(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Thread> alive = alive();
        while (!alive.isEmpty() && System.nanoTime() < deadline) {
            alive.forEach(Thread::interrupt);
            join(alive.get(0), Duration.ofMillis(20));
            alive = alive();
        }
        return alive;
    }

    /** Returns those of the threads that use a processor all the time. */
    static List<Thread> spinning(List<Thread> threads) {
        if (threads.isEmpty()) {
            return List.of();
        }
        ThreadMXBean processors = ManagementFactory.getThreadMXBean();
        long[] before = threads.stream()
                .mapToLong(thread -> processors.getThreadCpuTime(thread.getId()))
                .toArray();
        join(threads.get(0), CPU_SAMPLE);
        return IntStream.range(0, threads.size())
                .filter(index -> processors.getThreadCpuTime(threads.get(index).getId()) - before[index]
                        > CPU_OF_SPINNING.toNanos())
                .mapToObj(threads::get)
                .toList();
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
