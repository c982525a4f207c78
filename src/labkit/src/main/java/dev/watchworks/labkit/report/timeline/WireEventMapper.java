package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the gateway's events to events of the timeline. */
final class WireEventMapper {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final WatchSpans watches;
    private final Duration offset;
    private final Map<Long, WatchGap> endedGaps = new HashMap<>();
    private final Set<Long> struck = new HashSet<>();

    private WireEventMapper(WatchSpans watches, Duration offset, List<WatchGap> gaps) {
        this.watches = watches;
        this.offset = offset;
        gaps.forEach(gap -> endedGaps.put(gap.next(), gap));
    }

    /**
     * Maps all events that a reader needs, in order of time.
     *
     * @param watches knows when each watch ended
     * @param offset the difference between the start of the wire's clock and the start of the check's clock
     * @param gaps the text of a watch that ends a gap says how long the gap was
     */
    static List<TimelineEvent> of(WireLog wire, WatchSpans watches, Duration offset, List<WatchGap> gaps) {
        WireEventMapper mapper = new WireEventMapper(watches, offset, gaps);
        return wire.events().stream()
                .map(mapper::of)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private @Nullable TimelineEvent of(WireEvent event) {
        Duration at = event.at().plus(offset);
        if (event instanceof WireEvent.RequestReceived request) {
            Exchange exchange = request.exchange();
            WatchGap gap = endedGaps.get(exchange.id());
            return gap == null
                    ? timelineEvent(
                            at,
                            exchange.call().isWatch() ? Kind.WATCH : Kind.REQUEST,
                            exchange,
                            who(exchange) + " " + request(exchange.call()))
                    : timelineEvent(
                            at, Kind.RECOVERED, exchange, who(exchange) + " " + recovered(exchange.call(), gap));
        }
        if (event instanceof WireEvent.ResponseStarted answer) {
            int status = answer.exchange().status();
            boolean isUnusual = status != OK
                    && status != CREATED
                    && !struck.contains(answer.exchange().id());
            return isUnusual
                    ? timelineEvent(at, Kind.REFUSED, answer.exchange(), "the response was HTTP " + status)
                    : null;
        }
        if (event instanceof WireEvent.LineSent sent) {
            return timelineEvent(at, Kind.EVENT, sent.exchange(), watchEvent(sent.line()));
        }
        if (event instanceof WireEvent.ExchangeEnded ended) {
            String text = ending(ended.exchange());
            Duration effective = Objects.requireNonNull(watches.endedAt(ended.exchange()));
            return text == null ? null : timelineEvent(effective.plus(offset), Kind.END, ended.exchange(), text);
        }
        if (event instanceof WireEvent.FaultStruck fault) {
            struck.add(fault.exchange());
            return new TimelineEvent(at, Lane.WIRE, Kind.FAULT, fault.exchange(), fault.fault());
        }
        return null;
    }

    private static TimelineEvent timelineEvent(Duration at, Kind kind, Exchange exchange, String text) {
        return new TimelineEvent(at, Lane.WIRE, kind, exchange.id(), text);
    }

    /** Who sent the request: the learner's code, or the check itself. */
    static String who(Exchange exchange) {
        return CheckTimeline.isByTheCheck(exchange) ? "the check" : "your code";
    }

    /** Who ended a response early: the client does this when somebody closes it and when it times out. */
    private static String client(Exchange exchange) {
        return CheckTimeline.isByTheCheck(exchange) ? "the client of the check" : "your client";
    }

    private static String request(ApiCall call) {
        String what = call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
        String name = call.name().isEmpty() ? "" : " " + call.name();
        String version = call.options().resourceVersion();
        if (call.isWatch()) {
            return "opened a watch of " + what + from(call);
        }
        if (call.isList()) {
            return "listed " + what + (version.isEmpty() ? "" : ", version " + version);
        }
        return call.resource().isEmpty()
                ? "sent " + call.method() + " " + call.path()
                : "asked to " + call.verb() + " " + what + name;
    }

    private static String from(ApiCall call) {
        String version = call.options().resourceVersion();
        return version.isEmpty() ? " without a version" : " from " + version;
    }

    private static String recovered(ApiCall call, WatchGap gap) {
        Duration until = Objects.requireNonNull(gap.until());
        return "opened a new watch of %s%s%s, %s after the last one"
                .formatted(
                        call.resource(),
                        from(call),
                        gap.isListed() ? "" : " without a list",
                        TimelineEvent.milliseconds(until.minus(gap.from())));
    }

    private static String watchEvent(StreamLine line) {
        if (line.type().isEmpty()) {
            return "a line that is not a watch event";
        }
        String name = line.name().isEmpty() ? "" : " " + line.name();
        String version = line.resourceVersion().isEmpty() ? "" : " (version " + line.resourceVersion() + ")";
        return line.type() + name + version;
    }

    /** Returns null for the normal end of a normal response. */
    private @Nullable String ending(Exchange exchange) {
        boolean isWatch = exchange.call().isWatch();
        if (exchange.ending() == Ending.CLEAN) {
            return isWatch ? "the server ended the watch" : null;
        }
        if (exchange.ending() == Ending.FAULT) {
            if (struck.contains(exchange.id())) {
                // the event of the fault already says so
                return null;
            }
            String cut = isWatch ? "the watch was cut" : "the response was cut";
            return exchange.status() == OK ? cut : exchange.status() == 0 ? "there was no response" : null;
        }
        return switch (exchange.ending()) {
            case RESET_BY_CLIENT ->
                client(exchange) + (isWatch ? " closed the watch" : " did not wait for the response");
            case RESET_BY_CLUSTER -> "the cluster broke the connection";
            case REFUSED -> "the gateway refused the request: it has no valid token";
            case UNREACHABLE -> "the cluster could not be reached";
            default -> null;
        };
    }
}
