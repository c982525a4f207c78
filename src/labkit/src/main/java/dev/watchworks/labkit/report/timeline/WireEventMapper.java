package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.gateway.wire.Timeline;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what the gateway recorded into words. */
final class WireEventMapper {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Duration offset;
    private final Map<Long, WatchGap> endedGaps = new HashMap<>();
    private final Set<Long> struck = new HashSet<>();

    private WireEventMapper(Duration offset, List<WatchGap> gaps) {
        this.offset = offset;
        gaps.forEach(gap -> endedGaps.put(gap.next(), gap));
    }

    /**
     * All that is worth telling, in order.
     *
     * @param offset from the check's clock to the wire's
     * @param gaps those that a watch ended are told with that watch
     */
    static List<TimelineEvent> of(Timeline wire, Duration offset, List<WatchGap> gaps) {
        WireEventMapper words = new WireEventMapper(offset, gaps);
        return wire.events().stream()
                .map(words::of)
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
                    ? moment(
                            at, exchange.call().isWatch() ? Kind.WATCH : Kind.REQUEST, exchange, asked(exchange.call()))
                    : moment(at, Kind.RECOVERED, exchange, recovered(exchange.call(), gap));
        }
        if (event instanceof WireEvent.ResponseStarted answer) {
            int status = answer.exchange().status();
            boolean isNews = status != OK
                    && status != CREATED
                    && !struck.contains(answer.exchange().id());
            return isNews ? moment(at, Kind.REFUSED, answer.exchange(), "it was answered with HTTP " + status) : null;
        }
        if (event instanceof WireEvent.LineSent sent) {
            return moment(at, Kind.EVENT, sent.exchange(), told(sent.line()));
        }
        if (event instanceof WireEvent.ExchangeEnded ended) {
            String words = ending(ended.exchange());
            return words == null ? null : moment(at, Kind.END, ended.exchange(), words);
        }
        if (event instanceof WireEvent.FaultStruck fault) {
            struck.add(fault.exchange());
            return new TimelineEvent(at, Lane.WIRE, Kind.FAULT, fault.exchange(), fault.fault());
        }
        return null;
    }

    private static TimelineEvent moment(Duration at, Kind mark, Exchange exchange, String words) {
        return new TimelineEvent(at, Lane.WIRE, mark, exchange.id(), words);
    }

    private static String asked(ApiCall call) {
        String what = call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
        String name = call.name().isEmpty() ? "" : " " + call.name();
        String version = call.options().resourceVersion();
        if (call.isWatch()) {
            return "your code opened a watch of " + what + from(call);
        }
        if (call.isList()) {
            return "your code listed " + what + (version.isEmpty() ? "" : ", version " + version);
        }
        return call.resource().isEmpty()
                ? "your code asked " + call.method() + " " + call.path()
                : "your code asked to " + call.verb() + " " + what + name;
    }

    private static String from(ApiCall call) {
        String version = call.options().resourceVersion();
        return version.isEmpty() ? " without a version" : " from " + version;
    }

    private static String recovered(ApiCall call, WatchGap gap) {
        Duration until = Objects.requireNonNull(gap.until());
        return "your code %s a new watch of %s%s, %s after the last one"
                .formatted(
                        gap.isListed() ? "opened" : "did not list: it opened",
                        call.resource(),
                        from(call),
                        TimelineEvent.seconds(until.minus(gap.from())));
    }

    private static String told(StreamLine line) {
        if (line.type().isEmpty()) {
            return "a line that is no event";
        }
        String name = line.name().isEmpty() ? "" : " " + line.name();
        String version = line.resourceVersion().isEmpty() ? "" : " (version " + line.resourceVersion() + ")";
        return line.type() + name + version;
    }

    /** Null for the ordinary end of an ordinary answer, which is no news. */
    private @Nullable String ending(Exchange exchange) {
        boolean isWatch = exchange.call().isWatch();
        if (exchange.ending() == Ending.CLEAN) {
            return isWatch ? "the watch ended in order" : null;
        }
        if (exchange.ending() == Ending.FAULT) {
            if (struck.contains(exchange.id())) {
                // the fault has told it
                return null;
            }
            String cut = isWatch ? "the watch was cut" : "the answer was cut";
            return exchange.status() == OK ? cut : exchange.status() == 0 ? "it got no answer" : null;
        }
        return switch (exchange.ending()) {
            case RESET_BY_CLIENT -> isWatch ? "your code closed the watch" : "your code did not wait for the answer";
            case RESET_BY_CLUSTER -> "the cluster broke it off";
            case REFUSED -> "the gateway refused it: no valid token";
            case UNREACHABLE -> "the cluster could not be reached";
            default -> null;
        };
    }
}
