package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.wire.Ending;
import java.nio.charset.StandardCharsets;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassThroughTest {

    @ParameterizedTest
    @EnumSource(Way.class)
    void aListComesThroughAsItIs(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            cluster.answer("/api/v1/pods", 200, "application/json", "{\"items\":[]}".getBytes(StandardCharsets.UTF_8));
            try (Response response = client.get("/api/v1/pods?limit=5&labelSelector=a%20in%20(b%2Cc)")) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.protocol()).isEqualTo(way.client());
                assertThat(response.body().string()).isEqualTo("{\"items\":[]}");
            }
            ScriptedCluster.Seen seen = cluster.nextRequest();
            assertThat(seen.pathAndQuery()).isEqualTo("/api/v1/pods?limit=5&labelSelector=a%20in%20(b%2Cc)");
            assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer cluster-token");
            assertThat(seen.version()).isEqualTo(way.clusterVersion());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWatchStreamsLineByLineAndEndsAsTheClusterEndsIt(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client());
                LearnerClient.Stream stream = client.watch("/api/v1/namespaces/shop/pods?watch=true")) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            for (int version = 1; version <= 3; version++) {
                watch.send(event("ADDED", "web-" + version, version));
                assertThat(stream.line()).contains("web-" + version);
            }
            watch.end();
            assertThat(stream.line()).isNull();
            assertThat(gateway.timeline().await(t -> t.counters().openStreams() == 0, ScriptedCluster.LONG))
                    .isTrue();
            assertThat(gateway.timeline().watches("pods")).singleElement().satisfies(exchange -> {
                assertThat(exchange.ending()).isEqualTo(Ending.CLEAN);
                assertThat(exchange.lines()).isEqualTo(3);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWatchThatTheClientLeavesIsClosedAtTheClusterAtOnce(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            LearnerClient.Stream stream = client.watch("/api/v1/pods?watch=true");
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            stream.close();
            assertThat(watch.isCancelled()).isTrue();
            assertThat(gateway.timeline()
                            .await(
                                    t -> t.watches("pods").get(0).ending() == Ending.RESET_BY_CLIENT,
                                    ScriptedCluster.LONG))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aStreamThatTheClusterBreaksOffIsBrokenOffForTheClientToo(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client());
                LearnerClient.Stream stream = client.watch("/api/v1/pods?watch=true")) {
            ScriptedCluster.OpenWatch watch = cluster.nextWatch();
            watch.send(event("ADDED", "web", 1));
            assertThat(stream.line()).contains("web");
            watch.breakOff();
            org.assertj.core.api.Assertions.assertThatThrownBy(stream::line).isInstanceOf(java.io.IOException.class);
            assertThat(gateway.timeline()
                            .await(
                                    t -> t.watches("pods").get(0).ending() == Ending.RESET_BY_CLUSTER,
                                    ScriptedCluster.LONG))
                    .isTrue();
        }
    }

    enum Way {
        HTTP_2_TO_HTTP_2(true, true),
        HTTP_2_TO_HTTP_1(true, false),
        HTTP_1_TO_HTTP_2(false, true),
        HTTP_1_TO_HTTP_1(false, false);

        private final boolean clientHttp2;
        private final boolean clusterHttp2;

        Way(boolean clientHttp2, boolean clusterHttp2) {
            this.clientHttp2 = clientHttp2;
            this.clusterHttp2 = clusterHttp2;
        }

        Protocol client() {
            return clientHttp2 ? Protocol.HTTP_2 : Protocol.HTTP_1_1;
        }

        ScriptedCluster cluster() {
            return clusterHttp2 ? ScriptedCluster.overHttp2() : ScriptedCluster.overHttp1();
        }

        String clusterVersion() {
            return clusterHttp2 ? "HTTP/2.0" : "HTTP/1.1";
        }
    }
}
