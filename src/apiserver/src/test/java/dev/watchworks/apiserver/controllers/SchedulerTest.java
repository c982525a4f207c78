package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final String SELECTING = "{'metadata':{'name':'%s'},'spec':{'nodeSelector':{'disk':'ssd'},"
            + "'containers':[{'name':'c','image':'nginx'}]}}";

    private TestCluster cluster;

    @BeforeEach
    void start() {
        cluster = TestCluster.start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aPodThatFitsOnNoNodeStaysPendingWithAReason() {
        cluster.create("pods", SELECTING.formatted("choosy"));
        cluster.until("it says why", () -> !scheduled("choosy").isMissingNode());

        String message = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims "
                + "to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
        assertThat(scheduled("choosy").path("reason").asText()).isEqualTo("Unschedulable");
        assertThat(scheduled("choosy").path("message").asText()).isEqualTo(message);
        List<ObjectNode> events = cluster.list("events");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("reason").asText()).isEqualTo("FailedScheduling");
        assertThat(events.get(0).path("type").asText()).isEqualTo("Warning");
        assertThat(events.get(0).path("message").asText()).isEqualTo(message);
    }

    @Test
    void aPendingPodIsBoundAsSoonAsItFitsOnANode() {
        cluster.create("pods", SELECTING.formatted("choosy"));
        cluster.until("it says why", () -> !scheduled("choosy").isMissingNode());
        node(node -> ((ObjectNode) node.at("/metadata/labels")).put("disk", "ssd"));
        cluster.until(
                "it runs",
                () -> cluster.get("pods", "choosy").at("/status/phase").asText().equals("Running"));
    }

    @Test
    void aCordonedNodeGetsNoNewPod() {
        node(node -> ((ObjectNode) node.path("spec")).put("unschedulable", true));
        cluster.createPod("web");
        cluster.until("it says why", () -> !scheduled("web").isMissingNode());
        assertThat(scheduled("web").path("message").asText()).contains("1 node(s) were unschedulable.");

        node(node -> ((ObjectNode) node.path("spec")).remove("unschedulable"));
        cluster.until(
                "it runs",
                () -> cluster.get("pods", "web").at("/status/phase").asText().equals("Running"));
    }

    @Test
    void aPodOfAnotherSchedulerIsIgnored() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'other'},'spec':{'schedulerName':'mine','containers':"
                        + "[{'name':'c','image':'nginx'}]}}");
        cluster.createPod("web");
        cluster.until(
                "web runs",
                () -> cluster.get("pods", "web").at("/status/phase").asText().equals("Running"));

        assertThat(cluster.get("pods", "other").path("spec").has("nodeName")).isFalse();
        assertThat(scheduled("other").isMissingNode()).isTrue();
    }

    private void node(Consumer<ObjectNode> change) {
        cluster.registry.update(cluster.registry.type("nodes"), "", "watchworks", node -> {
            change.accept(node);
            return node;
        });
    }

    private JsonNode scheduled(String pod) {
        for (JsonNode condition : cluster.get("pods", pod).at("/status/conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                return condition;
            }
        }
        return cluster.get("pods", pod).path("nothing");
    }
}
