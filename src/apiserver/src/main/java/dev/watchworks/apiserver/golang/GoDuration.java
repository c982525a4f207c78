package dev.watchworks.apiserver.golang;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations as Go's {@code time.ParseDuration} does. */
public final class GoDuration {
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

    private GoDuration() {}

    /**
     * Parses a duration such as {@code -1h30m} or {@code 1.5s}.
     *
     * @throws IllegalArgumentException with Go's message
     */
    public static Duration parse(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (digits.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(digits);
        BigDecimal total = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            total = total.add(new BigDecimal(part.group(1))
                    .multiply(new BigDecimal(NANOSECONDS.getOrDefault(part.group(2), 0L))));
            end = part.end();
        }
        BigDecimal whole = total.setScale(0, RoundingMode.DOWN);
        if (end == 0 || end != digits.length() || whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("time: invalid duration " + GoFormat.quoted(text));
        }
        return Duration.ofNanos(text.startsWith("-") ? -whole.longValueExact() : whole.longValueExact());
    }
}
