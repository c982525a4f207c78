package dev.watchworks.labkit.slf4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the last lines that were logged in this JVM. */
public final class LogBuffer {

    /** Enough to explain one failure; older lines are dropped. */
    private static final int CAPACITY = 200;

    private static final Deque<LogLine> LINES = new ArrayDeque<>();

    /** The thread groups of checks that measure before their turn. */
    private static final Set<ThreadGroup> IGNORED = ConcurrentHashMap.newKeySet();

    private LogBuffer() {}

    /** Ignores new log lines from this group's threads, because they do not belong to the running check. */
    public static void ignore(ThreadGroup group) {
        IGNORED.add(group);
    }

    /** Keeps the log lines of this group's threads again. */
    public static void unignore(ThreadGroup group) {
        IGNORED.remove(group);
    }

    private static boolean isIgnored(@Nullable ThreadGroup group) {
        return group != null && (IGNORED.contains(group) || isIgnored(group.getParent()));
    }

    static void add(LogLine line) {
        if (isIgnored(Thread.currentThread().getThreadGroup())) {
            return;
        }
        synchronized (LINES) {
            if (LINES.size() == CAPACITY) {
                LINES.removeFirst();
            }
            LINES.addLast(line);
        }
    }

    /** Drops all lines, before a check begins. */
    public static void clear() {
        synchronized (LINES) {
            LINES.clear();
        }
    }

    /** The lines since the check began, the oldest first. */
    public static List<LogLine> lines() {
        synchronized (LINES) {
            return List.copyOf(LINES);
        }
    }
}
