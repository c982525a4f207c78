package dev.watchworks.labkit.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Protocol;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.gateway.wire.WireLogRecorder;
import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.output.OutputRouter;
import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineSnapshotTest {
    private final CheckTimeline timeline = new CheckTimeline();
    private final WireLogRecorder wire = new WireLogRecorder();

    private List<TimelineEvent> snapshot() {
        return timeline.snapshot(wire, new CapturedOutput()).events();
    }

    private long watch(String query) {
        return wire.requestReceived(1, Protocol.HTTP_2, ApiCall.parse("GET", "/api/v1/pods", "watch=true" + query), "");
    }

    private void event(long exchange, String name) {
        wire.lineSent(exchange, new StreamLine(1, "ADDED", "v1", "Pod", "shop", name, "7", 100, ""));
    }

    @Test
    void containsTheEventsOfAllLanesInOrder() {
        long list =
                wire.requestReceived(1, Protocol.HTTP_2, ApiCall.parse("GET", "/api/v1/pods", "resourceVersion=0"), "");
        wire.responseStarted(list, 200);
        wire.ended(list, Ending.CLEAN, 0, 10, "");
        long watch = watch("&resourceVersion=41");
        wire.responseStarted(watch, 200);
        timeline.recordCluster("the check created the pod web");
        event(watch, "web");
        timeline.recordLearner("onAdd was called for web");
        wire.faultStruck(watch, "the answer was broken off", "after 1 event");
        wire.ended(watch, Ending.FAULT, 0, 100, "");
        wire.responseStarted(watch(""), 410);

        assertThat(snapshot())
                .extracting(TimelineEvent::text)
                .containsExactly(
                        "your code listed pods, version 0",
                        "your code opened a watch of pods from 41",
                        "the check created the pod web",
                        "ADDED web (version 7)",
                        "onAdd was called for web",
                        "the answer was broken off",
                        "your code opened a watch of pods without a version",
                        "the response was HTTP 410");
    }

    @Test
    void aLongRunIsShortenedToItsFirstAndLastEvents() {
        long watch = watch("");
        IntStream.range(0, 10_000).forEach(number -> event(watch, "web-" + number));

        assertThat(snapshot())
                .extracting(TimelineEvent::text)
                .containsExactly(
                        "your code opened a watch of pods without a version",
                        "ADDED web-0 (version 7)",
                        "ADDED web-1 (version 7)",
                        "ADDED web-2 (version 7)",
                        "… and 9,994 more …",
                        "ADDED web-9997 (version 7)",
                        "ADDED web-9998 (version 7)",
                        "ADDED web-9999 (version 7)");
    }

    @Test
    void callsBeyondTheLimitAreCounted() {
        IntStream.range(0, CheckTimeline.MOST_RECORDED + 7).forEach(number -> timeline.recordLearner("onAdd"));

        assertThat(snapshot()).extracting(TimelineEvent::text).contains("7 more calls were not recorded");
    }

    @Test
    void theExcerptOfACutContainsTheMissedChangeAndTheRecovery() {
        cutAndComeBack();
        timeline.recordCluster("the check created the pod c");

        assertThat(excerpt(4, ""))
                .containsExactly(
                        "the check created the pod a",
                        "the answer was broken off",
                        "the check deleted the pod a while no watch was open",
                        "your code opened a new watch of pods from 9 without a list, # after the last one");
    }

    @Test
    void aRequestOfTheCheckIsTheChecks() {
        long watch = wire.requestReceived(
                1,
                Protocol.HTTP_2,
                ApiCall.parse("GET", "/api/v1/pods", "watch=true"),
                CheckTimeline.USER_AGENT_OF_THE_CHECK);
        wire.responseStarted(watch, 200);
        wire.ended(watch, Ending.RESET_BY_CLIENT, 0, 0, "");
        wire.ended(watch(""), Ending.RESET_BY_CLIENT, 0, 0, "");

        assertThat(texts(snapshot()))
                .containsExactly(
                        "the check opened a watch of pods without a version",
                        "the client of the check closed the watch",
                        "your code opened a watch of pods without a version",
                        "your client closed the watch");
    }

    @Test
    void theEndOfAWatchComesBeforeTheRequestThatFollowsFromIt() {
        long first = watch("");
        wire.responseStarted(first, 200);
        event(first, "web");
        long second = watch("&resourceVersion=7");
        wire.ended(first, Ending.CLEAN, 0, 0, "");
        wire.responseStarted(second, 200);

        assertThat(texts(snapshot()))
                .containsExactly(
                        "your code opened a watch of pods without a version",
                        "ADDED web (version 7)",
                        "the server ended the watch",
                        "your code opened a new watch of pods from 7 without a list, # after the last one");
    }

    @Test
    void aChangeComesBeforeItsEvent() {
        long watch = watch("");
        long began = System.nanoTime();
        event(watch, "web");
        timeline.recordCluster(began, "the check created the pod web");

        assertThat(texts(snapshot()))
                .containsExactly(
                        "your code opened a watch of pods without a version",
                        "the check created the pod web",
                        "ADDED web (version 7)");
    }

    @Test
    void theExcerptOfAQuietCheckContainsEventsAndOutput() {
        long watch = watch("");
        event(watch, "web");
        event(watch, "api");

        assertThat(excerpt(2, ""))
                .containsExactly("your code opened a watch of pods without a version", "ADDED api (version 7)");
    }

    @Test
    void theExcerptPrefersTheObjectsThatTheMessageNames() {
        long watch = watch("");
        event(watch, "early");
        event(watch, "late");
        timeline.recordCluster("the check created the pod late");

        assertThat(excerpt(2, "your first event is ADDED of early"))
                .containsExactly("ADDED early (version 7)", "the check created the pod late");
    }

    @Test
    void theExcerptPrefersRequestsToCalls() {
        long watch = watch("");
        wire.responseStarted(watch, 200);
        IntStream.range(0, 5).forEach(number -> timeline.recordLearner("onAdd was called for " + number));

        assertThat(excerpt(2, ""))
                .containsExactly("your code opened a watch of pods without a version", "onAdd was called for 4");
    }

    @Test
    void aGapLastsFromTheCutToTheNextWatch() {
        cutAndComeBack();

        TimelineSnapshot snapshot = timeline.snapshot(wire, new CapturedOutput());
        assertThat(snapshot.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap)
                        .returns("pods", WatchGap::resource)
                        .returns(2L, WatchGap::next)
                        .returns(false, WatchGap::isListed));
        assertThat(snapshot.changesInGaps()).isEqualTo(1);
        assertThat(snapshot.watches())
                .extracting(WatchSpan::end)
                .containsExactly(WatchSpan.End.CUT, WatchSpan.End.OPEN);
    }

    @Test
    void aListInTheGapIsNotReportedAsMissing() {
        long first = watch("");
        wire.responseStarted(first, 200);
        wire.ended(first, Ending.RESET_BY_CLUSTER, 0, 0, "");
        wire.requestReceived(1, Protocol.HTTP_2, ApiCall.parse("GET", "/api/v1/pods", ""), "");
        wire.responseStarted(watch("&resourceVersion=9"), 200);

        assertThat(texts(snapshot()))
                .containsExactly(
                        "your code opened a watch of pods without a version",
                        "the cluster broke the connection",
                        "your code listed pods",
                        "your code opened a new watch of pods from 9, # after the last one");
    }

    @Test
    void thereIsNoGapWithAnotherWatchOrAfterTheCodeClosedIt() {
        long first = watch("");
        wire.responseStarted(first, 200);
        long second = watch("");
        wire.responseStarted(second, 200);
        wire.ended(first, Ending.RESET_BY_CLUSTER, 0, 0, "");
        wire.ended(second, Ending.RESET_BY_CLIENT, 0, 0, "");

        assertThat(timeline.snapshot(wire, new CapturedOutput()).gaps()).isEmpty();
    }

    @Test
    void aLoopIsShortenedToItsFirstAndLastRounds() {
        for (int round = 0; round < 500; round++) {
            long watch = watch("&resourceVersion=" + round);
            wire.responseStarted(watch, 410);
            timeline.recordLearner("the queue was given web-" + round);
        }

        assertThat(texts(snapshot()))
                .hasSize(13)
                .startsWith("your code opened a watch of pods from 0", "the response was HTTP 410")
                .contains("… the same 496 more times …")
                .endsWith("the response was HTTP 410", "the queue was given web-499");
    }

    @Test
    void linesBeyondTheLimitAreCounted() {
        CapturedOutput output = new CapturedOutput();
        OutputRouter router = OutputRouter.install();
        router.begin(output);
        IntStream.range(0, 100_000).forEach(number -> System.out.println("line " + number));
        router.end();

        assertThat(texts(timeline.snapshot(null, output).events()))
                .contains("… and 80,000 more lines that were not kept …");
    }

    @Test
    void overlappingGapsAreMerged() {
        Duration second = Duration.ofSeconds(1);
        WatchGap pods = new WatchGap("pods", second, second.multipliedBy(3), 5, false);
        WatchGap services = new WatchGap("services", second.multipliedBy(2), second.multipliedBy(4), 6, true);
        WatchGap later = new WatchGap("pods", second.multipliedBy(5), null, 0, false);

        assertThat(WatchGap.merged(List.of(pods, services, later)))
                .containsExactly(new WatchGap("pods and services", second, second.multipliedBy(4), 6, true), later);
    }

    private void cutAndComeBack() {
        long first = watch("");
        wire.responseStarted(first, 200);
        timeline.recordCluster("the check created the pod a");
        wire.faultStruck(first, "the answer was broken off", "now");
        wire.ended(first, Ending.FAULT, 0, 0, "");
        timeline.recordCluster("the check deleted the pod a");
        wire.responseStarted(watch("&resourceVersion=9"), 200);
    }

    /** The texts of an excerpt, without their times, and with a placeholder for each duration. */
    private List<String> excerpt(int most, String claim) {
        return timeline.snapshot(wire, new CapturedOutput()).excerpt(most, claim).stream()
                .map(event -> event.text().replaceFirst("^\\+\\S+ s ", "").replaceAll("\\d+ ms|\\d+\\.\\d\\d s", "#"))
                .toList();
    }

    /** The texts, with a placeholder for each duration. */
    private static List<String> texts(List<TimelineEvent> events) {
        return events.stream()
                .map(event -> event.text().replaceAll("\\d+ ms|\\d+\\.\\d\\d s", "#"))
                .toList();
    }

    @Test
    void theExcerptWithoutAFaultContainsTheLastEvents() {
        IntStream.range(0, 6).forEach(number -> timeline.recordCluster("the check created the pod " + number));

        assertThat(excerpt(2, "")).containsExactly("the check created the pod 4", "the check created the pod 5");
    }

    @Test
    void aSnapshotIsLimited() {
        for (int number = 0; number < 1_000; number++) {
            String name = "a".repeat(number % 7 + 1);
            timeline.recordCluster("the check created the pod " + name);
            timeline.recordLearner("onAdd was called for " + name.repeat(number % 5 + 1));
        }

        assertThat(snapshot())
                .hasSize(TimelineShortener.MOST + 1)
                .anySatisfy(event -> assertThat(event.kind()).isEqualTo(Kind.MORE));
    }
}
