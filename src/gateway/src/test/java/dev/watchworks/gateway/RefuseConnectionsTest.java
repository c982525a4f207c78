package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.LONG;
import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.wire.Ending;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefuseConnectionsTest {
    private static final String PODS = "/api/v1/namespaces/shop/pods?watch=true";

    private final ScriptedCluster cluster = ScriptedCluster.overHttp2();
    private final Gateway gateway = Gateway.start(cluster.upstream());

    @BeforeEach
    void answerLists() {
        cluster.answer("/api/v1/pods", 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        gateway.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void newConnectionsAreRefusedUntilLiftedAndOpenOnesGoOn(Protocol protocol) throws Exception {
        try (LearnerClient open = new LearnerClient(gateway, protocol);
                LearnerClient late = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = open.watch(PODS)) {
            int port = gateway.port();
            ArmedFault refusal = gateway.faults().now(new RefuseConnections(false));

            assertThatThrownBy(() -> late.get("/api/v1/pods")).isInstanceOf(ConnectException.class);
            cluster.nextWatch().send(event("ADDED", "a", 1));
            assertThat(stream.line()).contains("\"a\"");

            refusal.lift();
            assertThat(gateway.port()).isEqualTo(port);
            try (okhttp3.Response response = late.get("/api/v1/pods")) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void openConnectionsCanBeDroppedOnCue(Protocol protocol) throws Exception {
        ArmedFault refusal =
                gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new RefuseConnections(true));
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream services = client.watch("/api/v1/services?watch=true")) {
            ScriptedCluster.OpenWatch servicesWatch = cluster.nextWatch();
            try (LearnerClient.Stream pods = client.watch(PODS)) {
                cluster.nextWatch().send(event("ADDED", "a", 1));
                assertThat(pods.remains().failure()).isNotNull();
            }
            assertThat(services.remains().failure()).isNotNull();
            assertThat(servicesWatch.isCancelled()).isTrue();
            assertThatThrownBy(() -> client.get("/api/v1/pods")).isInstanceOf(ConnectException.class);
            assertThat(gateway.timeline().exchanges())
                    .extracting(exchange -> exchange.ending())
                    .containsOnly(Ending.FAULT);
            assertThat(gateway.timeline().await(t -> t.counters().openConnections() == 0, LONG))
                    .isTrue();

            refusal.lift();
            try (LearnerClient.Stream again = client.watch(PODS + "&resourceVersion=1")) {
                cluster.nextWatch().send(event("ADDED", "b", 2));
                assertThat(again.line()).contains("\"b\"");
            }
        }
    }
}
