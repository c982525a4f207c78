package dev.watchworks.labkit.slf4j;

import org.jspecify.annotations.Nullable;

/**
 * A line that a library logged.
 *
 * @param level {@code ERROR}, {@code WARN}, {@code INFO}
 * @param logger the logger's last name, as in {@code ReflectorRunnable}
 * @param message with its arguments filled in
 * @param thrown what went with it, or null
 */
public record LogLine(
        String level,
        String logger,
        String message,
        @Nullable Throwable thrown) {

    /** One line for people. */
    public String describe() {
        return level + " " + logger + ": " + message + (thrown == null ? "" : " (" + thrown + ")");
    }
}
