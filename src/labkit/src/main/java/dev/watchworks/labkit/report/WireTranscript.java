package dev.watchworks.labkit.report;

import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.labkit.report.timeline.CheckTimeline;
import dev.watchworks.labkit.report.timeline.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lists the requests of a check, one a line. */
public final class WireTranscript {

    private static final int MOST_EXCHANGES = 12;

    private WireTranscript() {}

    /**
     * The last requests: when each began, what it asked for, the status, and how it ended.
     *
     * @param clock the times are on the clock of this timeline
     */
    public static List<String> lines(WireLog wire, CheckTimeline clock) {
        List<Exchange> exchanges = wire.exchanges();
        int left = Math.max(0, exchanges.size() - MOST_EXCHANGES);
        List<String> lines = new ArrayList<>();
        if (left > 0) {
            lines.add("… %,d earlier requests …".formatted(left));
        }
        exchanges.subList(left, exchanges.size()).forEach(exchange -> lines.add(line(exchange, clock.offset(wire))));
        return lines;
    }

    private static String line(Exchange exchange, Duration offset) {
        String who = CheckTimeline.isByTheCheck(exchange) ? " (by the check)" : "";
        String status = exchange.status() == 0 ? "no response" : "" + exchange.status();
        String count = exchange.lines() == 1 ? ", 1 event" : ", " + exchange.lines() + " events";
        String events = exchange.call().isWatch() && exchange.status() == 200 ? count : "";
        // what the gateway notices when a client closes a stream does not help a learner
        boolean helps = !exchange.detail().isEmpty() && exchange.ending() != Ending.RESET_BY_CLIENT;
        String detail = helps ? " (" + exchange.detail() + ")" : "";
        return time(exchange.requestedAt(), offset) + "  " + exchange.call().describe() + who + ": " + status + events
                + end(exchange, offset) + detail;
    }

    private static String end(Exchange exchange, Duration offset) {
        Duration endedAt = exchange.endedAt();
        if (endedAt == null) {
            return exchange.call().isWatch() || exchange.status() == 0 ? ", still open" : "";
        }
        String at = " at " + time(endedAt, offset);
        return switch (exchange.ending()) {
            case OPEN -> "";
            case CLEAN -> exchange.call().isWatch() ? ", ended by the server" + at : "";
            case RESET_BY_CLIENT -> ", closed by the client" + at;
            case RESET_BY_CLUSTER -> ", cut by the cluster" + at;
            case FAULT -> ", ended by a fault that the lab made" + at;
            case REFUSED -> ", refused: it has no valid token";
            case UNREACHABLE -> ", the cluster could not be reached";
            case GATEWAY_CLOSED -> ", the check ended";
        };
    }

    private static String time(Duration onTheWire, Duration offset) {
        return TimelineEvent.time(onTheWire.plus(offset));
    }
}
