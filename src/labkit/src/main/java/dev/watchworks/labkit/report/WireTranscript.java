package dev.watchworks.labkit.report;

import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.WireLog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Lists the requests of a check, one a line. */
public final class WireTranscript {

    private WireTranscript() {}

    /**
     * The last requests: when each began, what it asked for, the status, and how it ended.
     *
     * @param most the number of lines at most
     */
    public static List<String> lines(WireLog wire, int most) {
        List<Exchange> exchanges = wire.exchanges();
        return exchanges.subList(Math.max(0, exchanges.size() - most), exchanges.size()).stream()
                .map(WireTranscript::line)
                .toList();
    }

    private static String line(Exchange exchange) {
        String events = exchange.call().isWatch() ? ", " + exchange.lines() + " events" : "";
        String detail = exchange.detail().isEmpty() ? "" : " (" + exchange.detail() + ")";
        return seconds(exchange.requestedAt()) + "  " + exchange.call().describe() + ": " + exchange.status() + events
                + end(exchange) + detail;
    }

    private static String end(Exchange exchange) {
        Duration endedAt = exchange.endedAt();
        if (endedAt == null) {
            return ", still open";
        }
        if (exchange.ending() == Ending.CLEAN) {
            return "";
        }
        String ending = exchange.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return ", " + ending + " at " + seconds(endedAt);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3fs", time.toMillis() / 1000.0);
    }
}
