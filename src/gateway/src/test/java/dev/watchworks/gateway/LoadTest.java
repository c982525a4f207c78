package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.LONG;
import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchworks.gateway.wire.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadTest {
    private static final int MANY = 200;

    /** More megabytes than all buffers hold: 16 in OkHttp, a few in each socket, a quarter in the gateway. */
    private static final int FLOOD = 80;

    @ParameterizedTest
    @EnumSource(PassThroughTest.Way.class)
    void manyOpenWatchesEachGetTheirEvents(PassThroughTest.Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            // With HTTP/1.1 each watch needs a TLS handshake.
            int many = way.client() == Protocol.HTTP_2 ? MANY : MANY / 8;
            List<LearnerClient.Stream> streams = new ArrayList<>();
            List<ScriptedCluster.OpenWatch> watches = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                streams.add(client.watch("/api/v1/namespaces/n" + number + "/pods?watch=true"));
                watches.add(cluster.nextWatch());
            }
            for (ScriptedCluster.OpenWatch watch : watches) {
                String namespace = watch.request.getHttpURI().getPath().split("/")[4];
                watch.send(event("ADDED", namespace + "-a", 1) + event("ADDED", namespace + "-b", 2));
            }
            for (int number = 0; number < many; number++) {
                assertThat(streams.get(number).line()).contains("\"n" + number + "-a\"");
                assertThat(streams.get(number).line()).contains("\"n" + number + "-b\"");
            }
            assertThat(gateway.timeline().counters()).satisfies(counters -> {
                assertThat(counters.watchRequests()).isEqualTo(many);
                assertThat(counters.openStreams()).isEqualTo(many);
                assertThat(counters.connections()).isEqualTo(way.client() == Protocol.HTTP_2 ? 1 : many);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(PassThroughTest.Way.class)
    void aSlowReaderSlowsOnlyItsOwnStreamAndNothingPilesUp(PassThroughTest.Way way) throws Exception {
        String megabyte = event("MODIFIED", "x".repeat(1024 * 1024), 1);
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient slow = new LearnerClient(gateway, way.client());
                LearnerClient fast = new LearnerClient(gateway, way.client());
                LearnerClient.Stream unread = slow.watch("/api/v1/namespaces/slow/pods?watch=true")) {
            ScriptedCluster.OpenWatch flood = cluster.nextWatch();
            AtomicInteger taken = new AtomicInteger();
            for (int sent = 0; sent < FLOOD; sent++) {
                flood.send(megabyte);
                flood.written().thenRun(taken::incrementAndGet);
            }
            try (LearnerClient.Stream read = fast.watch("/api/v1/namespaces/fast/pods?watch=true")) {
                ScriptedCluster.OpenWatch quick = cluster.nextWatch();
                for (int version = 1; version <= MANY; version++) {
                    quick.send(event("ADDED", "p" + version, version));
                    assertThat(read.line()).contains("\"p" + version + "\"");
                }
            }
            await("the flood is held back")
                    .during(Duration.ofMillis(300))
                    .atMost(LONG)
                    .until(() -> taken.get(), new org.hamcrest.CustomMatcher<Integer>("unchanged and far from all") {
                        private int before = -1;

                        @Override
                        public boolean matches(Object now) {
                            boolean same = before == (Integer) now && before < FLOOD - 20;
                            before = (Integer) now;
                            return same;
                        }
                    });
            assertThat(unread.line()).contains("MODIFIED");
        }
    }

    @Test
    void closingWithOpenStreamsEndsThemAndLeavesNoThread() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2()) {
            Gateway gateway = Gateway.start(cluster.upstream());
            try (LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2)) {
                List<LearnerClient.Stream> streams = new ArrayList<>();
                for (int number = 0; number < 20; number++) {
                    streams.add(client.watch("/api/v1/pods?watch=true"));
                }
                gateway.close();
                gateway.close();
                for (LearnerClient.Stream stream : streams) {
                    stream.remains();
                }
            }
            assertThat(gateway.timeline().exchanges())
                    .extracting(exchange -> exchange.ending())
                    .containsOnly(Ending.GATEWAY_CLOSED);
            for (ScriptedCluster.OpenWatch watch : cluster.allWatches()) {
                assertThat(watch.isCancelled()).isTrue();
            }
            await("the gateway's threads end")
                    .atMost(LONG)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("gateway")));
        }
    }
}
