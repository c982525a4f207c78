package dev.watchworks.labkit.timeline;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.gateway.wire.Timeline;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.labkit.timeline.Moment.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what the gateway recorded into words. */
final class WireMoments {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private WireMoments() {}

    static List<Moment> of(Timeline wire, Duration offset) {
        List<Moment> moments = new ArrayList<>();
        for (WireEvent event : wire.events()) {
            Moment moment = of(event, event.at().plus(offset));
            if (moment != null) {
                moments.add(moment);
            }
        }
        return moments;
    }

    private static @Nullable Moment of(WireEvent event, Duration at) {
        if (event instanceof WireEvent.RequestReceived request) {
            ApiCall call = request.exchange().call();
            Mark mark = call.isWatch() ? Mark.WATCH : Mark.REQUEST;
            return new Moment(at, Lane.WIRE, mark, request.exchange().id(), asked(call));
        }
        if (event instanceof WireEvent.AnswerStarted answer) {
            int status = answer.exchange().status();
            return status == OK || status == CREATED
                    ? null
                    : new Moment(
                            at, Lane.WIRE, Mark.REFUSED, answer.exchange().id(), "it was answered with HTTP " + status);
        }
        if (event instanceof WireEvent.LineSent sent) {
            return new Moment(at, Lane.WIRE, Mark.EVENT, sent.exchange().id(), told(sent.line()));
        }
        if (event instanceof WireEvent.ExchangeEnded ended) {
            String words = ending(ended.exchange());
            return words == null
                    ? null
                    : new Moment(at, Lane.WIRE, Mark.END, ended.exchange().id(), words);
        }
        if (event instanceof WireEvent.FaultStruck fault) {
            return new Moment(at, Lane.WIRE, Mark.FAULT, fault.exchange(), "the lab's fault struck: " + fault.fault());
        }
        return null;
    }

    private static String asked(ApiCall call) {
        String what = call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
        String name = call.name().isEmpty() ? "" : " " + call.name();
        String version = call.options().resourceVersion();
        if (call.isWatch()) {
            return "your code opened a watch of " + what
                    + (version.isEmpty() ? " without a version" : " from " + version);
        }
        if (call.isList()) {
            return "your code listed " + what + (version.isEmpty() ? "" : ", version " + version);
        }
        return call.resource().isEmpty()
                ? "your code asked " + call.method() + " " + call.path()
                : "your code asked to " + call.verb() + " " + what + name;
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
    private static @Nullable String ending(Exchange exchange) {
        boolean isWatch = exchange.call().isWatch();
        if (exchange.ending() == Ending.CLEAN) {
            return isWatch ? "the watch ended as it should" : null;
        }
        if (exchange.ending() == Ending.FAULT) {
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
