package dev.watchworks.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WireLogRecorderTest {
    private static final ApiCall WATCH = ApiCall.parse("GET", "/api/v1/pods", "watch=true");
    private static final ApiCall LIST = ApiCall.parse("GET", "/api/v1/pods", "");

    private final WireLogRecorder recorder = new WireLogRecorder();

    @Test
    void anExchangeIsToldStepByStepAsImmutableValues() {
        long id = recorder.requestReceived(7, Protocol.HTTP_2, WATCH, "learner");
        Exchange before = recorder.exchanges().get(0);
        recorder.responseStarted(id, 200);
        recorder.lineSent(id, line("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"web\"}}}\n"));
        assertThat(recorder.counters().openStreams()).isEqualTo(1);
        recorder.ended(id, Ending.CLEAN, 0, 52, "");

        assertThat(before.status()).isZero();
        Exchange after = recorder.exchanges().get(0);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.ending()).isEqualTo(Ending.CLEAN);
        assertThat(after.requestedAt()).isLessThanOrEqualTo(after.answeredAt());
        assertThat(after.answeredAt()).isLessThanOrEqualTo(after.endedAt());
        assertThat(recorder.lines(after)).extracting(StreamLine::name).containsExactly("web");
        assertThat(recorder.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("RequestReceived", "ResponseStarted", "LineSent", "ExchangeEnded");
    }

    @Test
    void watchRequestsAndStreamsAreCountedWhateverTheConnections() {
        recorder.connectionOpened(1, Protocol.HTTP_2);
        for (int request = 0; request < 3; request++) {
            recorder.responseStarted(recorder.requestReceived(1, Protocol.HTTP_2, WATCH, ""), 200);
        }
        recorder.responseStarted(recorder.requestReceived(1, Protocol.HTTP_2, WATCH, ""), 500);
        recorder.responseStarted(recorder.requestReceived(1, Protocol.HTTP_2, LIST, ""), 200);
        recorder.ended(1, Ending.CLEAN, 0, 0, "");
        assertThat(recorder.counters()).isEqualTo(new Counters(5, 1, 4, 2, 4, 1, 0, 1, 1, 0));
    }

    @Test
    void whoeverWaitsIsWokenByTheEventThatMakesTheConditionTrue() throws Exception {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return recorder.await(timeline -> timeline.lists("pods").size() == 2, Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        recorder.requestReceived(1, Protocol.HTTP_2, LIST, "");
        recorder.requestReceived(1, Protocol.HTTP_2, LIST, "");
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.await(timeline -> timeline.lists("pods").size() == 3, Duration.ofMillis(10)))
                .isFalse();
    }

    @Test
    void aListenerThatFailsHoldsUpNobody() {
        List<WireEvent> heard = new ArrayList<>();
        recorder.listen(event -> {
            throw new IllegalStateException("mine");
        });
        WireLog.Subscription subscription = recorder.listen(heard::add);
        recorder.connectionOpened(1, Protocol.HTTP_1_1);
        subscription.close();
        recorder.connectionClosed(1, Protocol.HTTP_1_1);
        assertThat(heard).containsExactly(recorder.events().get(0));
    }

    @Test
    void aLongLineIsKeptOnlyToTheLimit() {
        StreamLine line = line("{\"type\":\"ADDED\",\"object\":{\"data\":\"" + "x".repeat(100_000)
                + "\",\"metadata\":{\"resourceVersion\":\"9\"}}}\n");
        assertThat(line.text()).hasSize(WireLog.TEXT_LIMIT);
        assertThat(line.bytes()).isGreaterThan(100_000);
        assertThat(line.resourceVersion()).isEqualTo("9");
    }

    @Test
    void aLineThatIsNoEventIsKeptWithoutAType() {
        assertThat(line("not json\n")).satisfies(line -> {
            assertThat(line.type()).isEmpty();
            assertThat(line.text()).isEqualTo("not json");
        });
    }

    private static StreamLine line(String text) {
        return StreamLineParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
