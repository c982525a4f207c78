package dev.watchworks.labkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Protocol;
import dev.watchworks.gateway.wire.Recorder;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.labkit.output.Output;
import dev.watchworks.labkit.timeline.Moment.Mark;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final CheckTimeline timeline = new CheckTimeline();
    private final Recorder wire = new Recorder();

    private List<Moment> story() {
        return timeline.story(wire, new Output()).moments();
    }

    private long watch(String query) {
        return wire.requestReceived(1, Protocol.HTTP_2, ApiCall.parse("GET", "/api/v1/pods", "watch=true" + query), "");
    }

    private void event(long exchange, String name) {
        wire.lineSent(exchange, new StreamLine(1, "ADDED", "v1", "Pod", "shop", name, "7", 100, ""));
    }

    @Test
    void tellsBothSidesOfTheWireInOrder() {
        long list =
                wire.requestReceived(1, Protocol.HTTP_2, ApiCall.parse("GET", "/api/v1/pods", "resourceVersion=0"), "");
        wire.answerStarted(list, 200);
        wire.ended(list, Ending.CLEAN, 0, 10, "");
        long watch = watch("&resourceVersion=41");
        wire.answerStarted(watch, 200);
        timeline.cluster("the check created the pod web");
        event(watch, "web");
        timeline.learner("onAdd was called for web");
        wire.faultStruck(watch, "reset", "after 1 event");
        wire.ended(watch, Ending.FAULT, 0, 100, "");
        wire.answerStarted(watch(""), 410);

        assertThat(story())
                .extracting(Moment::words)
                .containsExactly(
                        "your code listed pods, version 0",
                        "your code opened a watch of pods from 41",
                        "the check created the pod web",
                        "ADDED web (version 7)",
                        "onAdd was called for web",
                        "the lab's fault struck: reset",
                        "the watch was cut",
                        "your code opened a watch of pods without a version",
                        "it was answered with HTTP 410");
    }

    @Test
    void aFloodIsToldByItsEnds() {
        long watch = watch("");
        IntStream.range(0, 10_000).forEach(number -> event(watch, "web-" + number));

        assertThat(story())
                .extracting(Moment::words)
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
    void callsBeyondTheMostAreCountedAndNotKept() {
        IntStream.range(0, CheckTimeline.MOST_NOTES + 7).forEach(number -> timeline.learner("onAdd"));

        assertThat(story()).extracting(Moment::words).contains("7 more calls, not kept");
    }

    @Test
    void theExcerptOfACutBeginsWithWhatWasCut() {
        long first = watch("");
        wire.answerStarted(first, 200);
        timeline.cluster("the check created the pod a");
        timeline.cluster("the check created the pod b");
        wire.faultStruck(first, "reset", "now");
        wire.ended(first, Ending.FAULT, 0, 0, "");
        timeline.cluster("the check deleted the pod a");
        watch("&resourceVersion=9");
        timeline.cluster("the check created the pod c");

        assertThat(timeline.story(wire, new Output()).excerpt(5))
                .extracting(Moment::words)
                .containsExactly(
                        "the check created the pod b",
                        "the lab's fault struck: reset",
                        "the watch was cut",
                        "the check deleted the pod a",
                        "your code opened a watch of pods from 9");
    }

    @Test
    void theExcerptWithoutAFaultIsTheEnd() {
        IntStream.range(0, 6).forEach(number -> timeline.cluster("the check created the pod " + number));

        assertThat(timeline.story(null, new Output()).excerpt(2))
                .extracting(Moment::words)
                .containsExactly("the check created the pod 4", "the check created the pod 5");
    }

    @Test
    void aStoryIsBounded() {
        IntStream.range(0, 1_000).forEach(number -> {
            timeline.cluster("the check created the pod " + number);
            timeline.learner("onAdd was called for " + number);
        });

        assertThat(story())
                .hasSize(Story.MOST + 1)
                .anySatisfy(moment -> assertThat(moment.mark()).isEqualTo(Mark.MORE));
    }
}
