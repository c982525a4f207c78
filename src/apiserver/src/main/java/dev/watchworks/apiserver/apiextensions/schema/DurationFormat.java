package dev.watchworks.apiserver.apiextensions.schema;

import dev.watchworks.apiserver.golang.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations in Go's syntax, or as a number and a unit such as {@code 3 weeks} (kube-openapi's {@code strfmt.ParseDuration}). */
public final class DurationFormat {
    private static final Pattern PART = Pattern.compile("(\\d+)\\s*([A-Za-zµ]+)");
    private static final Map<List<String>, Duration> UNITS = Map.of(
            List.of("ns", "nano"), Duration.ofNanos(1),
            List.of("us", "µs", "micro"), Duration.ofNanos(1_000),
            List.of("ms", "milli"), Duration.ofMillis(1),
            List.of("s", "sec"), Duration.ofSeconds(1),
            List.of("m", "min"), Duration.ofMinutes(1),
            List.of("h", "hr", "hour"), Duration.ofHours(1),
            List.of("d", "day"), Duration.ofDays(1),
            List.of("w", "wk", "week"), Duration.ofDays(7));

    private DurationFormat() {}

    static boolean matches(String text) {
        return parse(text) != null;
    }

    /** Parses a duration; null when the text is not one. */
    public static @Nullable Duration parse(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException notGo) {
            return parseWords(text);
        }
    }

    private static @Nullable Duration parseWords(String text) {
        Duration total = null;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            Duration unit = unit(part.group(2).toLowerCase(Locale.ROOT));
            if (part.group(1).length() > 18) {
                return null;
            }
            if (unit != null) {
                Duration amount = unit.multipliedBy(Long.parseLong(part.group(1)));
                total = total == null ? amount : total.plus(amount);
            }
        }
        return total;
    }

    /** The last name of a unit may have an ending, such as {@code hours}. */
    private static @Nullable Duration unit(String word) {
        for (Map.Entry<List<String>, Duration> unit : UNITS.entrySet()) {
            List<String> names = unit.getKey();
            if (names.contains(word) || word.startsWith(names.get(names.size() - 1))) {
                return unit.getValue();
            }
        }
        return null;
    }
}
