package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.LONG;
import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.ErrorEvent;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.InsertBookmark;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.StreamLine;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of the faults that strike streams, in both protocols. */
class StreamFaultsTest {
    private static final String PODS = "/api/v1/namespaces/shop/pods?watch=true";

    private final ScriptedCluster cluster = ScriptedCluster.overHttp2();
    private final Gateway gateway = Gateway.start(cluster.upstream());

    @AfterEach
    void close() {
        gateway.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void anEndedStreamEndsCompletelyAfterItsEventAndTheClusterIsToldAtOnce(Protocol protocol) throws Exception {
        ArmedFault end = gateway.faults().when(Cue.watch("pods").afterEvents(2)).then(new EndStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 1) + event("ADDED", "b", 2) + event("ADDED", "c", 3));

            assertThat(stream.remains())
                    .isEqualTo(new LearnerClient.Remains(event("ADDED", "a", 1) + event("ADDED", "b", 2), null));
            assertThat(watch.isCancelled()).isTrue();
            assertThat(end.strikes()).isEqualTo(1);
            assertEndedByFaultAfterLines(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void theConnectionServesTheNextWatchAfterAnEndedStream(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new EndStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            try (LearnerClient.Stream stream = client.watch(PODS)) {
                cluster.nextWatch().send(event("ADDED", "a", 1));
                assertThat(stream.remains().failure()).isNull();
            }
            try (LearnerClient.Stream stream = client.watch(PODS + "&resourceVersion=1")) {
                cluster.nextWatch().send(event("ADDED", "b", 2));
                assertThat(stream.line()).contains("\"b\"");
            }
            assertThat(gateway.timeline().counters().connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aResetStreamFailsTheClientsReadAfterTheEvent(Protocol protocol) throws Exception {
        ArmedFault reset =
                gateway.faults().when(Cue.watch("pods").afterEvents(2)).then(new ResetStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 1));
            assertThat(stream.line()).contains("\"a\"");
            watch.send(event("ADDED", "b", 2));

            LearnerClient.Remains remains = stream.remains();
            assertThat(remains.failure())
                    .hasMessageContaining(protocol == Protocol.HTTP_2 ? "INTERNAL_ERROR" : "onnection reset");
            assertThat(watch.isCancelled()).isTrue();
            assertThat(reset.hasStruck()).isTrue();
            assertEndedByFaultAfterLines(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aResetTakesNoOtherStreamWithIt(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new ResetStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream services = client.watch("/api/v1/services?watch=true")) {
            ScriptedCluster.OpenWatch servicesWatch = cluster.nextWatch();
            try (LearnerClient.Stream pods = client.watch(PODS)) {
                cluster.nextWatch().send(event("ADDED", "a", 1));
                assertThat(pods.remains().failure()).isNotNull();
            }
            servicesWatch.send(event("ADDED", "front", 2));
            assertThat(services.line()).contains("front");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aCutLineArrivesByHalvesAndItsEventCountsAsNotSent(Protocol protocol) throws Exception {
        ArmedFault cut = gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new CutLine());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 1));
            assertThat(stream.line()).contains("\"a\"");
            assertThat(cut.hasStruck()).as("it waits for a line to cut").isFalse();
            watch.send(event("BOOKMARK", "", 2));
            assertThat(stream.line()).as("bookmarks are not cut").contains("BOOKMARK");
            String next = event("MODIFIED", "a", 3);
            watch.send(next);

            LearnerClient.Remains remains = stream.remains();
            assertThat(remains.failure()).isNotNull();
            assertThat(remains.text()).isEqualTo(next.substring(0, next.length() / 2));
            assertThat(watch.isCancelled()).isTrue();
            assertEndedByFaultAfterLines(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aGoneEventIsTheErrorOfTheApiServerAndThenTheEnd(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new GoneEvent());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            cluster.nextWatch().send(event("ADDED", "a", 205));
            assertThat(stream.line()).contains("\"a\"");

            assertThat(stream.remains())
                    .isEqualTo(new LearnerClient.Remains(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                                    + "\"status\":\"Failure\",\"message\":\"too old resource version: 205 (206)\","
                                    + "\"reason\":\"Expired\",\"code\":410}}\n",
                            null));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aGoneEventAtTheRequestNamesTheVersionThatWasAskedFor(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods")).then(new GoneEvent());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS + "&resourceVersion=17")) {
            assertThat(stream.remains().text()).contains("too old resource version: 17 (18)");
            assertThat(stream.response().code()).isEqualTo(200);
            assertThat(cluster.nextWatch().isCancelled()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void anErrorEventIsAStatusAndThenTheEnd(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods")).then(new ErrorEvent(500, "InternalError", "no leader"));
        gateway.faults().when(Cue.watch("pods")).then(ErrorEvent.compacted());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(errorOf(client))
                    .isEqualTo(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                                    + "\"status\":\"Failure\",\"message\":\"no leader\",\"reason\":\"InternalError\",\"code\":500}}\n");
            assertThat(errorOf(client)).contains("\"reason\":\"Expired\",\"code\":410");
        }
    }

    private static String errorOf(LearnerClient client) throws Exception {
        try (LearnerClient.Stream stream = client.watch(PODS)) {
            assertThat(stream.response().code()).isEqualTo(200);
            return stream.remains().text();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aBookmarkIsAnEmptyObjectOfTheTypeWithTheLastVersion(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new InsertBookmark());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS + "&allowWatchBookmarks=true")) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 205) + event("ADDED", "b", 206));
            assertThat(stream.line()).contains("\"a\"");
            assertThat(stream.line())
                    .isEqualTo(
                            "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\","
                                    + "\"metadata\":{\"resourceVersion\":\"205\"},\"spec\":{\"containers\":null},\"status\":{}}}");
            assertThat(stream.line()).as("the stream goes on").contains("\"b\"");
            assertThat(gateway.timeline().await(t -> t.watches("pods").get(0).lines() == 3, LONG))
                    .isTrue();
            assertThat(gateway.timeline()
                            .lines(gateway.timeline().watches("pods").get(0)))
                    .extracting(StreamLine::index, StreamLine::type)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, "ADDED"),
                            org.assertj.core.groups.Tuple.tuple(2L, "BOOKMARK"),
                            org.assertj.core.groups.Tuple.tuple(3L, "ADDED"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aBookmarkNeverComesToAClientThatDidNotAskForBookmarks(Protocol protocol) throws Exception {
        ArmedFault bookmark = gateway.faults().when(Cue.watch("pods")).always().then(new InsertBookmark());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 1) + event("ADDED", "b", 2));
            assertThat(stream.line()).contains("\"a\"");
            assertThat(stream.line()).contains("\"b\"");
            assertThat(gateway.faults().neverStruck()).containsExactly(bookmark);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aQuietStreamCanBeStruckNow(Protocol protocol) throws Exception {
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream pods = client.watch(PODS);
                LearnerClient.Stream services = client.watch("/api/v1/services?watch=true")) {
            ScriptedCluster.OpenWatch podsWatch = cluster.nextWatch();
            cluster.nextWatch().send(event("ADDED", "front", 1));
            gateway.timeline().await(t -> t.counters().openStreams() == 2, LONG);

            ArmedFault reset = gateway.faults().now(Cue.watch("pods"), new ResetStream());

            assertThat(pods.remains().failure()).isNotNull();
            assertThat(podsWatch.isCancelled()).isTrue();
            assertThat(services.line()).contains("front");
            assertThat(reset.strikes()).isEqualTo(1);

            try (LearnerClient.Stream later = client.watch(PODS)) {
                cluster.nextWatch().send(event("ADDED", "after-it", 2));
                assertThat(later.line()).contains("after-it");
            }
            assertThat(reset.strikes()).as("a stream opened later is spared").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aFaultCanBeArmedForAStreamThatIsOpenAlready(Protocol protocol) throws Exception {
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "a", 1) + event("ADDED", "b", 2));
            gateway.timeline().await(t -> t.watches("pods").get(0).lines() == 2, LONG);
            gateway.faults().when(Cue.watch("pods").afterEvent("DELETED", "a")).then(new EndStream());
            watch.send(event("DELETED", "b", 3) + event("DELETED", "a", 4) + event("ADDED", "c", 5));
            assertThat(stream.remains().text()).endsWith(event("DELETED", "a", 4));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aResetCanStrikeAList(Protocol protocol) throws Exception {
        cluster.answer("/api/v1/pods", 200, "application/json", new byte[] {'{', '}'});
        gateway.faults().when(Cue.list("pods")).then(new ResetStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.get("/api/v1/pods"))
                    .isInstanceOf(java.io.IOException.class);
            try (okhttp3.Response response = client.get("/api/v1/pods")) {
                assertThat(response.body().string()).isEqualTo("{}");
            }
        }
    }

    private void assertEndedByFaultAfterLines(long lines) throws InterruptedException {
        assertThat(gateway.timeline().await(t -> !t.watches("pods").get(0).isOpen(), LONG))
                .isTrue();
        assertThat(gateway.timeline().watches("pods").get(0)).satisfies(exchange -> {
            assertThat(exchange.ending()).isEqualTo(Ending.FAULT);
            assertThat(exchange.lines()).isEqualTo(lines);
        });
        assertThat(gateway.timeline().counters().faults()).isEqualTo(1);
        assertThat(gateway.timeline().counters().openStreams()).isZero();
    }
}
