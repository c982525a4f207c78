package dev.watchworks.labkit.slf4j;

import org.jspecify.annotations.Nullable;

/**
 * A line that a library logged.
 *
 * @param level {@code ERROR}, {@code WARN}, {@code INFO}
 * @param logger the last part of the logger's name, as in {@code ReflectorRunnable}
 * @param message with its arguments filled in
 * @param thrown the logged exception, or null
 */
public record LogLine(
        String level,
        String logger,
        String message,
        @Nullable Throwable thrown) {

    /** Describes the line and its exception in one line. */
    public String describe() {
        return level + " " + logger + ": " + message + (thrown == null ? "" : " (" + thrown + ")");
    }
}
