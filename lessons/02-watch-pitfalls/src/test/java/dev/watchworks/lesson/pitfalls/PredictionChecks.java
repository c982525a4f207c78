package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.Protocol;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.Watch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class PredictionChecks {

    /** The first requests are not measured, because they open a connection and load classes. */
    private static final int WARM_UP = 5;

    /** With fewer requests, one short delay of the machine would change the result too much. */
    private static final int LEAST_MEASURED = 10;

    private static final int MEASURED = 100;
    private static final Duration MEASUREMENT = Duration.ofMillis(250);
    /** Ordinary machines send from 1,000 to 100,000 requests in ten seconds; such a prediction is right on all of them. */
    private static final long FEWEST = 1_000;

    private static final long MOST = 100_000;
    /** Ten requests a second. Fewer are a loop with a pause, even when a stalled machine measures no more. */
    private static final long SLOWEST = 100;

    /** Two numbers have the same size if one is at most this many times the other. */
    private static final double SAME_ORDER = 3.2;

    @Step(value = 1, order = 1)
    void predictsWhatThreeWatchersCost(Lab lab, WatchPitfallsLesson answer) throws Exception {
        WatchCost said = answer.predictWatchCost();
        lab.expect("a `WatchCost` from `predictWatchCost`")
                .now(() -> said != null)
                .otherwise(() -> "your code returned null");
        openThree(lab, lab.asCheck(lab.client()));
        openThree(lab, lab.asCheck(WatchFactory.overHttp1(lab)));
        int describeLastWatch = (int) watches(lab, Protocol.HTTP_2).count();
        lab.expect("watchRequests = " + describeLastWatch
                        + ", as the check measured: it opened the three watches, once over each protocol")
                .because(
                        said.watchRequests() < describeLastWatch
                                ? "the server shares nothing between watches, not even between watches of the same pods: "
                                        + "each is a separate request with its own queue, and gets each event"
                                : "a watch is one request, however many events it brings")
                .now(() -> said.watchRequests() == describeLastWatch)
                .otherwise(() -> "you predicted " + said.watchRequests());
        lab.explainMeasurement(
                "three watches are " + describeLastWatch + " requests",
                "the server shares nothing between watches, not even between watches of the same pods");
        expectConnections(
                lab,
                Protocol.HTTP_1_1,
                "connectionsOverHttp1",
                said.connectionsOverHttp1(),
                "an HTTP/1.1 connection carries one response at a time, and the response of a watch does not end; so the "
                        + "next watch needs another connection");
        expectConnections(
                lab,
                Protocol.HTTP_2,
                "connectionsOverHttp2",
                said.connectionsOverHttp2(),
                "an HTTP/2 connection carries many responses at the same time: three watches are three streams on one "
                        + "connection, so the number of connections shows nothing");
    }

    private static void expectConnections(Lab lab, Protocol protocol, String name, int said, String why)
            throws Exception {
        long seen = watches(lab, protocol).map(Exchange::connection).distinct().count();
        lab.expect(name + " = " + seen + ", as the check measured with the same three watches")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
        lab.explainMeasurement(name + " = " + seen, why);
    }

    private static void openThree(Lab lab, ApiClient client) throws Exception {
        Watch<V1Pod> pods = WatchFactory.ofPods(lab, client);
        lab.atEnd(pods::close);
        Watch<V1Pod> samePods = WatchFactory.ofPods(lab, client);
        lab.atEnd(samePods::close);
        Watch<V1Service> services = WatchFactory.ofServices(lab, client);
        lab.atEnd(services::close);
    }

    private static Stream<Exchange> watches(Lab lab, Protocol protocol) {
        return lab.wire().exchanges().stream()
                .filter(exchange -> exchange.call().isWatch() && exchange.protocol() == protocol);
    }

    @Step(value = 2, order = 1)
    @StartEarly("requestsOfALoopInTenSeconds")
    void predictsALoopWithoutAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long said = answer.predictRestartLoop();
        long inTenSeconds = lab.measured(Long.class);
        lab.expect("a number from %d to %d, or near to what the check measured on this machine: about %d in ten seconds"
                        .formatted(FEWEST, MOST, inTenSeconds))
                .because(
                        said < inTenSeconds
                                ? "a stream that ends cleanly is not an error, so nothing waits; the loop is as fast as the "
                                        + "responses of the server, and so is every other client"
                                : "the loop waits for a response each time, and this takes about a millisecond")
                .now(() -> (said >= FEWEST && said <= MOST)
                        || (said >= Math.max(SLOWEST, inTenSeconds / SAME_ORDER) && said <= inTenSeconds * SAME_ORDER))
                .otherwise(() -> "you predicted " + said);
        lab.explainMeasurement(
                "about %d requests in ten seconds".formatted(inTenSeconds),
                "a stream that ends cleanly is not an error, so nothing waits; the loop is as fast as the responses of the "
                        + "server");
    }

    private static long requestsOfALoopInTenSeconds(Lab lab) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        loopWithoutAPause(lab);
        List<Exchange> asked = lab.wire().watches("pods");
        Exchange first = asked.get(WARM_UP);
        Exchange last = asked.get(asked.size() - 1);
        double seconds = last.requestedAt().minus(first.requestedAt()).toNanos() / 1e9;
        return Math.round(10 * (last.id() - first.id()) / seconds);
    }

    private static void loopWithoutAPause(Lab lab) throws Exception {
        long end = System.nanoTime() + MEASUREMENT.toNanos();
        for (int request = 0; request < WARM_UP + MEASURED; request++) {
            if (request > WARM_UP + LEAST_MEASURED && System.nanoTime() > end) {
                return;
            }
            try (Watch<V1Pod> watch = WatchFactory.ofPods(lab, lab.client())) {
                while (watch.hasNext()) {
                    watch.next();
                }
            }
        }
    }
}
