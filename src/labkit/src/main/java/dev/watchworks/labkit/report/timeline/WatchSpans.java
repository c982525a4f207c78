package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.labkit.report.timeline.WatchSpan.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the watches of a check and the gaps between them. */
final class WatchSpans {

    private static final int OK = 200;

    /** Limits the time of the search, which compares every two requests. A loop without a pause sends thousands. */
    private static final int MOST = 1_000;

    /** How long after the client the gateway records an end at most, on a busy machine. */
    private static final Duration LATEST_RECORD = Duration.ofMillis(50);

    private final List<Exchange> exchanges;
    private final Map<Long, Duration> endedAt = new HashMap<>();
    private final Duration offset;

    /**
     * Uses the requests so far.
     *
     * @param offset the difference between the start of the wire's clock and the start of the check's clock
     */
    WatchSpans(WireLog wire, Duration offset) {
        this.exchanges = wire.exchanges().stream().limit(MOST).toList();
        this.offset = offset;
        Map<Long, Duration> lastAt = new HashMap<>();
        for (WireEvent event : wire.events()) {
            if (event instanceof WireEvent.FaultStruck fault) {
                endedAt.put(fault.exchange(), fault.at());
            } else if (event instanceof WireEvent.LineSent sent) {
                lastAt.put(sent.exchange().id(), sent.at());
            }
        }
        for (Exchange exchange : exchanges) {
            Duration ended = exchange.endedAt();
            if (ended != null
                    && exchange.ending() == Ending.CLEAN
                    && exchange.call().isWatch()) {
                Duration last = lastAt.getOrDefault(exchange.id(), exchange.requestedAt());
                endedAt.put(exchange.id(), beforeItsEffect(exchange, last, ended));
            } else if (ended != null && exchange.ending() != Ending.FAULT) {
                endedAt.put(exchange.id(), ended);
            }
        }
    }

    /** All watches in the order of their requests. */
    List<WatchSpan> spans() {
        return exchanges.stream()
                .filter(exchange -> exchange.call().isWatch())
                .map(this::span)
                .toList();
    }

    private WatchSpan span(Exchange watch) {
        Duration ended = endedAt(watch);
        return new WatchSpan(
                watch.id(),
                watch.call().resource(),
                watch.requestedAt().plus(offset),
                ended == null ? null : ended.plus(offset),
                end(watch));
    }

    private static End end(Exchange watch) {
        if (watch.isOpen()) {
            return End.OPEN;
        }
        if (watch.status() != OK) {
            return End.REFUSED;
        }
        return switch (watch.ending()) {
            case CLEAN -> End.ENDED;
            case FAULT, RESET_BY_CLUSTER -> End.CUT;
            default -> End.CLOSED;
        };
    }

    /**
     * The time when the client could notice the end, because the gateway records an end a little later. For a fault, it
     * is the time when the fault struck. For a watch that the server ended, it is not later than the request that
     * follows from this end.
     */
    @Nullable
    Duration endedAt(Exchange exchange) {
        Duration ended = exchange.endedAt();
        return ended == null ? null : endedAt.getOrDefault(exchange.id(), ended);
    }

    private Duration beforeItsEffect(Exchange watch, Duration last, Duration ended) {
        return exchanges.stream()
                .filter(next -> next.id() > watch.id() && isSame(next, watch))
                .filter(next -> next.userAgent().equals(watch.userAgent()))
                .map(Exchange::requestedAt)
                .filter(at -> at.compareTo(ended) < 0 && at.compareTo(ended.minus(LATEST_RECORD)) > 0)
                .filter(at -> at.compareTo(last) > 0)
                .findFirst()
                .map(at -> at.minusNanos(1))
                .orElse(ended);
    }

    /**
     * The gaps, in order of time: they follow watches that were lost while no other watch of the same objects was open.
     */
    List<WatchGap> gaps() {
        List<WatchGap> gaps = new ArrayList<>();
        for (Exchange watch : exchanges) {
            Duration ended = endedAt(watch);
            if (ended != null && watch.call().isWatch() && span(watch).wasLost() && !isWatchedAt(watch, ended)) {
                gaps.add(gap(watch, ended));
            }
        }
        gaps.sort(Comparator.comparing(WatchGap::from));
        return gaps;
    }

    private boolean isWatchedAt(Exchange lost, Duration at) {
        return exchanges.stream()
                .filter(other -> other.id() != lost.id() && isSameWatch(other, lost))
                .anyMatch(other -> !isAfter(other.requestedAt(), at) && !isNotAfter(endedAt(other), at));
    }

    private static boolean isAfter(@Nullable Duration time, Duration at) {
        return time == null || time.compareTo(at) > 0;
    }

    private static boolean isNotAfter(@Nullable Duration time, Duration at) {
        return time != null && time.compareTo(at) <= 0;
    }

    private WatchGap gap(Exchange lost, Duration ended) {
        Optional<Exchange> next = exchanges.stream()
                .filter(other -> isSameWatch(other, lost) && isAfter(other.requestedAt(), ended))
                .findFirst();
        Duration until = next.map(Exchange::requestedAt).orElse(null);
        boolean isListed = exchanges.stream()
                .filter(other -> other.call().isList() && isSame(other, lost))
                .map(Exchange::requestedAt)
                .anyMatch(at -> at.compareTo(ended) > 0 && (until == null || at.compareTo(until) < 0));
        return new WatchGap(
                lost.call().resource(),
                ended.plus(offset),
                until == null ? null : until.plus(offset),
                next.map(Exchange::id).orElse(0L),
                isListed);
    }

    private static boolean isSameWatch(Exchange one, Exchange other) {
        return one.call().isWatch() && one.status() == OK && one.answeredAt() != null && isSame(one, other);
    }

    private static boolean isSame(Exchange one, Exchange other) {
        return one.call().group().equals(other.call().group())
                && one.call().resource().equals(other.call().resource())
                && one.call().namespace().equals(other.call().namespace());
    }
}
