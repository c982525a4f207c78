package dev.watchworks.labkit;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.WireLog;
import java.util.List;

/** Describes the requests of the learner's code in words, for the line "but …". */
public final class WireDescription {

    /** Of more requests than this, only the last ones are named. */
    private static final int MOST = 4;

    private WireDescription() {}

    /** Returns {@code the wire saw: list deployments in a from 0 (200), watch deployments in a from 12 (open)}. */
    public static String of(WireLog wire) {
        return of(wire.exchanges());
    }

    /** Describes some of the exchanges, such as the watches of one resource. */
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

    /** A list with a status counts as answered, because the time at which its body ends varies on a real cluster. */
    private static String state(Exchange exchange) {
        if (exchange.isOpen() && (exchange.call().isWatch() || exchange.status() == 0)) {
            return "open";
        }
        return exchange.status() == 0 ? "no answer" : "" + exchange.status();
    }
}
