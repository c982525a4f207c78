package dev.watchworks.labkit.slf4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that were logged in this JVM. */
public final class LogMemory {

    /** Enough for the story of one failure; older lines are forgotten. */
    private static final int LAST = 200;

    private static final Deque<LogLine> LINES = new ArrayDeque<>();

    private LogMemory() {}

    static void add(LogLine line) {
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
