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

    /** The first requests set up a connection and load classes; they are not measured. */
    private static final int WARM_UP = 5;

    /** With fewer than this, one hiccup of the machine would decide. */
    private static final int LEAST_MEASURED = 10;

    private static final int MEASURED = 100;
    private static final Duration MEASUREMENT = Duration.ofMillis(250);
    /** What ordinary machines send in ten seconds; a prediction in between is right wherever it is checked. */
    private static final long FEWEST = 1_000;

    private static final long MOST = 100_000;
    /** A number and one that is three times as large are of the same order. */
    private static final double SAME_ORDER = 3.2;

    @Step(1)
    void predictsWhatThreeWatchersCost(Lab lab, WatchPitfallsLesson answer) throws Exception {
        WatchCost said = answer.predictWatchCost();
        lab.expect("a `WatchCost` from `predictWatchCost`")
                .now(() -> said != null)
                .otherwise(() -> "your code returned null");
        openThree(lab, lab.client());
        openThree(lab, WatchFactory.overHttp1(lab));
        int requests = (int) watches(lab, Protocol.HTTP_2).count();
        lab.expect(
                        "watchRequests = " + requests
                                + ", counted on the wire: the check has opened the three watches for you, once over each protocol")
                .because(
                        said.watchRequests() < requests
                                ? "the server shares nothing between watches, not even of the same pods: each is a "
                                        + "request, a queue in its memory, and each event is sent to each"
                                : "a watch is one request, however many events come out of it")
                .now(() -> said.watchRequests() == requests)
                .otherwise(() -> "you predicted " + said.watchRequests());
        expectConnections(
                lab,
                Protocol.HTTP_1_1,
                "connectionsOverHttp1",
                said.connectionsOverHttp1(),
                "in HTTP/1.1 a connection carries one answer at a time, and the answer to a watch does not end: the next "
                        + "watch needs another connection");
        expectConnections(
                lab,
                Protocol.HTTP_2,
                "connectionsOverHttp2",
                said.connectionsOverHttp2(),
                "HTTP/2 carries many answers side by side: three watches are three streams on one connection, so counting "
                        + "connections tells nothing");
    }

    private static void expectConnections(Lab lab, Protocol protocol, String name, int said, String why)
            throws Exception {
        long seen = watches(lab, protocol).map(Exchange::connection).distinct().count();
        lab.expect(name + " = " + seen + ", as the wire saw for the same three watches")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
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

    @Step(2)
    @StartEarly("requestsOfALoopInTenSeconds")
    void predictsALoopWithoutAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long said = answer.predictRestartLoop();
        long inTenSeconds = lab.measured(Long.class);
        lab.expect("a number of the order that the wire saw: about %d in ten seconds".formatted(inTenSeconds))
                .because(
                        said < inTenSeconds
                                ? "nothing waits: a stream that ends cleanly is no error, so the loop asks as fast as the server "
                                        + "answers, and so does every other client"
                                : "each attempt is a request and its answer over the wire, about a millisecond; a loop is no faster")
                .now(() -> (said >= FEWEST && said <= MOST)
                        || (said >= inTenSeconds / SAME_ORDER && said <= inTenSeconds * SAME_ORDER))
                .otherwise(() -> "you predicted " + said);
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
