package dev.watchworks.labkit;

import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says in words what went over the wire, for "but …". */
public final class WireDescription {

    /** More than this many requests are not told one by one. */
    private static final int MOST = 4;

    private WireDescription() {}

    /** {@code the wire saw: list deployments in a from 0 (200), watch deployments in a from 12 (open)}. */
    public static String of(Timeline wire) {
        return of(wire.exchanges());
    }

    /** The same for some of the exchanges, such as the watches of one resource. */
    public static String of(List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return "the wire saw no such request";
        }
        List<String> last = exchanges.subList(Math.max(0, exchanges.size() - MOST), exchanges.size()).stream()
                .map(WireDescription::of)
                .toList();
        return exchanges.size() <= MOST
                ? "the wire saw: " + String.join(", ", last)
                : "the wire saw %d requests, the last: %s".formatted(exchanges.size(), String.join(", ", last));
    }

    private static String of(Exchange exchange) {
        return exchange.call().describe() + " (" + state(exchange) + ")";
    }

    /** Whether the last of a list's answer has come does not matter, and on a real cluster it varies. */
    private static String state(Exchange exchange) {
        if (exchange.isOpen() && (exchange.call().isWatch() || exchange.status() == 0)) {
            return "open";
        }
        return exchange.status() == 0 ? "no answer" : "" + exchange.status();
    }

    /** The last exchanges, a line each: when they began, what was asked, what was answered, and how it ended. */
    static List<String> transcript(Timeline wire, int most) {
        List<Exchange> exchanges = wire.exchanges();
        return exchanges.subList(Math.max(0, exchanges.size() - most), exchanges.size()).stream()
                .map(WireDescription::line)
                .toList();
    }

    private static String line(Exchange exchange) {
        String events = exchange.call().isWatch() ? ", " + exchange.lines() + " events" : "";
        String end = exchange.endedAt() == null
                ? ", still open"
                : exchange.ending() == Ending.CLEAN
                        ? ""
                        : ", "
                                + exchange.ending()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + " at " + seconds(exchange.endedAt());
        String detail = exchange.detail().isEmpty() ? "" : " (" + exchange.detail() + ")";
        return seconds(exchange.requestedAt()) + "  " + exchange.call().describe() + ": " + exchange.status() + events
                + end + detail;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3fs", time.toMillis() / 1000.0);
    }
}
