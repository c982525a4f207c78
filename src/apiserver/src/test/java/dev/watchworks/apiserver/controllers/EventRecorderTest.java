package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
    private static final EventSource SOURCE = EventSource.controller("a-controller");

    private final FakeClock time = new FakeClock();
    private TestCluster cluster;
    private EventRecorder recorder;
    private ObjectNode map;

    @BeforeEach
    void start() {
        cluster = TestCluster.start(SimulatedLatency.immediate(), time);
        recorder = new EventRecorder(cluster.registry, time);
        map = cluster.create("configmaps", "{'metadata':{'name':'settings'}}");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void record(String message) {
        recorder.record(SOURCE, EventDetails.normal(cluster.registry.type("configmaps"), map, "Read", message));
    }

    @Test
    void anEventHasTheFieldsOfAControllersRecorder() {
        record("It was read");
        ObjectNode event = cluster.list("events").get(0);

        assertThat(event.at("/metadata/name").asText()).matches("settings\\.[0-9a-f]{16}");
        assertThat(event.at("/involvedObject/kind").asText()).isEqualTo("ConfigMap");
        assertThat(event.at("/involvedObject/uid")).isEqualTo(map.at("/metadata/uid"));
        assertThat(event.at("/source/component").asText()).isEqualTo("a-controller");
        assertThat(event.path("reportingComponent").asText()).isEqualTo("a-controller");
        assertThat(event.path("count").asInt()).isEqualTo(1);
        assertThat(event.path("firstTimestamp").asText()).isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void aRepeatedEventIsCounted() {
        record("It was read");
        time.pass(Duration.ofSeconds(7));
        record("It was read");
        List<ObjectNode> events = cluster.list("events");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("count").asInt()).isEqualTo(2);
        assertThat(events.get(0).path("lastTimestamp").asText()).isEqualTo("2030-01-01T00:00:07Z");
    }

    @Test
    void similarEventsAreCombinedFromTheTenthOn() {
        for (int count = 1; count <= 12; count++) {
            record("It was read by " + count);
        }
        List<ObjectNode> events = cluster.list("events");

        assertThat(events).hasSize(10);
        ObjectNode combined = events.get(9);
        assertThat(combined.path("message").asText()).isEqualTo("(combined from similar events): It was read by 12");
        assertThat(combined.path("count").asInt()).isEqualTo(3);
    }

    @Test
    void afterABurstEventsAboutOneObjectAreDropped() {
        for (int count = 1; count <= 40; count++) {
            record("It was read");
        }
        assertThat(cluster.list("events").get(0).path("count").asInt()).isEqualTo(25);
        time.pass(Duration.ofMinutes(5));
        record("It was read");
        assertThat(cluster.list("events").get(0).path("count").asInt()).isEqualTo(26);
    }

    @Test
    void aDeletedEventIsWrittenAgain() {
        record("It was read");
        cluster.delete(
                "events", cluster.list("events").get(0).at("/metadata/name").asText());
        record("It was read");
        assertThat(cluster.list("events")).hasSize(1);
        assertThat(cluster.list("events").get(0).path("count").asInt()).isEqualTo(1);
    }
}
