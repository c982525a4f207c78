package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.InsertEvent;
import dev.watchworks.gateway.wire.StreamLine;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of events that a test inserts, in both protocols. */
class InsertEventTest {
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
    void insertedEventsComeInTheOrderOfTheirArmingAndBeforeThoseOfTheCluster(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods")).then(new InsertEvent("ADDED", "{\"metadata\":{\"name\":\"a\"}}"));
        gateway.faults().when(Cue.watch("pods")).then(new InsertEvent("RENAMED", "{\"metadata\":{\"name\":\"b\"}}"));
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            cluster.nextWatch().send(event("ADDED", "c", 3));
            assertThat(stream.line()).isEqualTo("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}");
            assertThat(stream.line()).contains("RENAMED", "\"b\"");
            assertThat(stream.line()).contains("\"c\"");
            assertThat(gateway.timeline()
                            .lines(gateway.timeline().watches("pods").get(0)))
                    .extracting(StreamLine::name)
                    .containsExactly("a", "b", "c");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aThousandInsertedEventsAllComeBeforeTheEnd(Protocol protocol) throws Exception {
        for (int event = 1; event <= 1000; event++) {
            gateway.faults().when(Cue.watch("pods")).then(new InsertEvent("ADDED", "{\"n\":" + event + "}"));
        }
        gateway.faults().when(Cue.watch("pods")).then(new EndStream());
        try (LearnerClient client = new LearnerClient(gateway, protocol);
                LearnerClient.Stream stream = client.watch(PODS)) {
            LearnerClient.Remains remains = stream.remains();
            assertThat(remains.failure()).isNull();
            assertThat(remains.text().lines()).hasSize(1000).last().asString().contains("\"n\":1000");
        }
    }

    @Test
    void anEventIsOneLine() {
        assertThatThrownBy(() -> new InsertEvent("ADDED", "{\n}")).isInstanceOf(IllegalArgumentException.class);
    }
}
