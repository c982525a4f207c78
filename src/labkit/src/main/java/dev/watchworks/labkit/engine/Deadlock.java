package dev.watchworks.labkit.engine;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for each other's locks in a circle, so that none of them can continue.
 *
 * @param threads in the order of the circle: each waits for what the next one holds
 */
record Deadlock(List<ThreadInfo> threads) {

    /** Circles of more than two threads are rare, and more than three threads do not fit into the message. */
    private static final int MOST_NAMED = 3;

    Deadlock {
        threads = List.copyOf(threads);
    }

    /** The first deadlock that contains one of these threads, or empty. */
    static Optional<Deadlock> among(List<Thread> threads) {
        ThreadMXBean machine = ManagementFactory.getThreadMXBean();
        long[] found = machine.findDeadlockedThreads();
        if (found == null) {
            return Optional.empty();
        }
        Set<Long> wanted = threads.stream().map(Thread::getId).collect(Collectors.toSet());
        List<ThreadInfo> all = Arrays.stream(machine.getThreadInfo(found, true, true))
                .filter(Objects::nonNull)
                .toList();
        return all.stream()
                .filter(thread -> wanted.contains(thread.getThreadId()))
                .findFirst()
                .map(first -> new Deadlock(circle(first, all)));
    }

    private static List<ThreadInfo> circle(ThreadInfo first, List<ThreadInfo> all) {
        List<ThreadInfo> circle = new ArrayList<>();
        ThreadInfo next = first;
        while (next != null && circle.stream().noneMatch(isOwner(next.getThreadId()))) {
            circle.add(next);
            next = owner(next, all);
        }
        // the first threads may wait for the circle without being part of it
        return next == null ? circle : circle.subList(indexOf(next, circle), circle.size());
    }

    private static int indexOf(ThreadInfo wanted, List<ThreadInfo> circle) {
        int index = 0;
        while (circle.get(index).getThreadId() != wanted.getThreadId()) {
            index++;
        }
        return index;
    }

    private static @Nullable ThreadInfo owner(ThreadInfo waiting, List<ThreadInfo> all) {
        return all.stream()
                .filter(isOwner(waiting.getLockOwnerId()))
                .findFirst()
                .orElse(null);
    }

    private static Predicate<ThreadInfo> isOwner(long thread) {
        return info -> info.getThreadId() == thread;
    }

    /** Describes for each thread which lock it waits for, where, and which thread holds the lock. */
    String describe(LearnerFrames code) {
        return "a deadlock: "
                + threads.stream()
                        .limit(MOST_NAMED)
                        .map(thread -> describe(thread, code))
                        .collect(Collectors.joining("; "));
    }

    private static String describe(ThreadInfo thread, LearnerFrames code) {
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        return "thread \"%s\" waits%s for the lock %s, which \"%s\" holds"
                .formatted(
                        thread.getThreadName(),
                        code.location(stack).map(place -> " at " + place).orElse(""),
                        lock(thread.getLockInfo()),
                        thread.getLockOwnerName());
    }

    private static String lock(@Nullable LockInfo lock) {
        if (lock == null) {
            return "?";
        }
        String name = lock.getClassName();
        return "%s@%x".formatted(name.substring(name.lastIndexOf('.') + 1), lock.getIdentityHashCode());
    }

    /** The stack of the first thread. */
    StackTraceElement[] stack() {
        return threads.get(0).getStackTrace();
    }
}
