package dev.watchworks.apiserver.printers;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Durations as kubectl's columns write them, with one or two units. */
public final class HumanDuration {
    private HumanDuration() {}

    /** The duration since an RFC 3339 time, or {@code <unknown>} when the text is empty or not such a time. */
    public static String since(String time, Instant now) {
        try {
            return of(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeParseException unreadable) {
            return "<unknown>";
        }
    }

    /** A duration, such as {@code 45s}, {@code 3m10s}, {@code 26h} or {@code 2y14d}. */
    public static String of(Duration duration) {
        long seconds = Math.floorDiv(duration.toMillis(), 1000L);
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 60 * 2) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return pair(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 60 * 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return pair(hours, "h", minutes % 60, "m");
        }
        if (hours < 24 * 2) {
            return hours + "h";
        }
        return inDays(hours);
    }

    private static String inDays(long hours) {
        long days = hours / 24;
        if (hours < 24 * 8) {
            return pair(days, "d", hours % 24, "h");
        }
        if (hours < 24 * 365 * 2) {
            return days + "d";
        }
        if (hours < 24 * 365 * 8) {
            return pair(days / 365, "y", days % 365, "d");
        }
        return days / 365 + "y";
    }

    private static String pair(long many, String unit, long few, String smallerUnit) {
        return few == 0 ? many + unit : many + unit + few + smallerUnit;
    }
}
