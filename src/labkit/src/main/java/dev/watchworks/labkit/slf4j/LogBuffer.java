package dev.watchworks.labkit.slf4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last lines that were logged in this JVM. */
public final class LogBuffer {

    /** Enough for the story of one failure; older lines are forgotten. */
    private static final int LAST = 200;

    private static final Deque<LogLine> LINES = new ArrayDeque<>();

    /** Threads of checks whose turn has not come. */
    private static final Set<ThreadGroup> LEFT_OUT = ConcurrentHashMap.newKeySet();

    private LogBuffer() {}

    /** What this group's threads log is not the story of the check that runs. */
    public static void ignore(ThreadGroup group) {
        LEFT_OUT.add(group);
    }

    /** From now on it is. */
    public static void unignore(ThreadGroup group) {
        LEFT_OUT.remove(group);
    }

    private static boolean isLeftOut(@Nullable ThreadGroup group) {
        return group != null && (LEFT_OUT.contains(group) || isLeftOut(group.getParent()));
    }

    static void add(LogLine line) {
        if (isLeftOut(Thread.currentThread().getThreadGroup())) {
            return;
        }
        synchronized (LINES) {
            if (LINES.size() == LAST) {
                LINES.removeFirst();
            }
            LINES.addLast(line);
        }
    }

    /** Forgets all lines, before a check begins. */
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
