package dev.watchworks.apiserver.controller;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodLifeTest {
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
    void aPodIsScheduledCreatedAndRunsAndItsWatchSeesFourStates() {
        Journal journal = Journal.of(cluster, "pods", "events");
        cluster.createPod("web");
        cluster.until("web runs", () -> phase("web").equals("Running"));
        cluster.until("everything is told", () -> journal.lines().size() >= 9);
        System.out.println(String.join("\n", journal.lines()));
        System.out.println(cluster.get("pods", "web").toPrettyString());
        cluster.delete("pods", "web");
        cluster.untilGone("pods", "web");
        cluster.until("everything is told", () -> journal.lines().size() >= 14);
        System.out.println(String.join("\n", journal.lines()));
    }

    private String phase(String name) {
        return cluster.get("pods", name).path("status").path("phase").asText();
    }

    @Test
    void deploy() {
        Journal journal = Journal.of(cluster, "deployments.apps", "replicasets.apps", "pods", "events");
        cluster.createDeployment("nginx-deploy", 2);
        cluster.untilRolledOut("nginx-deploy", 2);
        cluster.setImage("nginx-deploy", "nginx:2");
        cluster.untilRolledOut("nginx-deploy", 2);
        cluster.untilSettled();
        System.out.println(String.join("\n", journal.lines()));
    }
}
