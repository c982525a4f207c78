package dev.watchworks.apiserver.meta;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as the API writes them: meta/v1 {@code Time} in whole seconds, {@code MicroTime} with six decimals, both UTC. */
public final class Timestamps {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    public static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static String micros(Instant time) {
        return MICROS.format(time);
    }

    /** Parses a time; returns the epoch when the text is not a time. */
    public static Instant parse(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }
}
