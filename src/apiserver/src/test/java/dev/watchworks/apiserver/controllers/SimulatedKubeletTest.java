package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.DeleteOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedKubeletTest {
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
    void aWatchSeesABarePodScheduledCreatedRunningStoppedAndDeleted() {
        WatchRecorder journal = WatchRecorder.of(cluster, "pods");
        cluster.createPod("web");
        untilRunning("web");
        cluster.delete("pods", "web");
        cluster.untilGone("pods", "web");
        cluster.until(
                "the watch has told the end",
                () -> journal.lines().contains("DELETED Pod web Succeeded " + "Initialized PodScheduled grace 0"));

        assertThat(journal.lines())
                .containsExactly(
                        "ADDED Pod web Pending",
                        "MODIFIED Pod web Pending PodScheduled",
                        "MODIFIED Pod web Pending Initialized PodScheduled",
                        "MODIFIED Pod web Running PodReadyToStartContainers Initialized Ready ContainersReady "
                                + "PodScheduled",
                        "MODIFIED Pod web Running PodReadyToStartContainers Initialized Ready ContainersReady "
                                + "PodScheduled grace 30",
                        "MODIFIED Pod web Succeeded Initialized PodScheduled grace 30",
                        "MODIFIED Pod web Succeeded Initialized PodScheduled grace 0",
                        "DELETED Pod web Succeeded Initialized PodScheduled grace 0");
    }

    @Test
    void theEventsOfAPodsLifeAreThoseOfARealCluster() {
        WatchRecorder journal = WatchRecorder.of(cluster, "events");
        cluster.createPod("web");
        untilRunning("web");
        cluster.delete("pods", "web");
        cluster.untilGone("pods", "web");
        cluster.until("the watch has told all", () -> journal.lines().size() == 6);

        assertThat(journal.lines())
                .element(2)
                .asString()
                .matches("ADDED Event Pulled Successfully pulled image \"nginx\" in 100ms "
                        + "\\(100ms including waiting\\)\\. Image size: \\d+ bytes\\.");
        assertThat(journal.lines())
                .contains(
                        "ADDED Event Scheduled Successfully assigned default/web to watchworks",
                        "ADDED Event Pulling Pulling image \"nginx\"",
                        "ADDED Event Created Created container: c",
                        "ADDED Event Started Started container c",
                        "ADDED Event Killing Stopping container c");
    }

    @Test
    void theStatusOfACreatedPodSaysWhatItWaitsFor() {
        WatchRecorder journal = WatchRecorder.of(cluster, "pods");
        cluster.createPod("web");
        untilRunning("web");
        cluster.until("the watch has told it", () -> journal.lines().size() == 4);
        JsonNode creating = journal.changes().get(2).object().path("status");

        assertThat(creating.at("/containerStatuses/0/state/waiting/reason").asText())
                .isEqualTo("ContainerCreating");
        assertThat(creating.path("hostIP").asText()).isEqualTo("10.0.0.1");
        assertThat(creating.has("podIP")).isFalse();
        assertThat(condition(creating, "Ready").path("reason").asText()).isEqualTo("ContainersNotReady");
        assertThat(condition(creating, "Ready").path("message").asText())
                .isEqualTo("containers with unready status: [c]");
    }

    @Test
    void aRunningPodHasAnAddressAndAContainerWithAnIdentityAndKeepsItsQualityOfService() {
        cluster.createPod("web");
        untilRunning("web");
        JsonNode status = cluster.get("pods", "web").path("status");
        JsonNode container = status.path("containerStatuses").path(0);

        assertThat(status.path("podIP").asText()).startsWith("10.244.0.");
        assertThat(status.at("/podIPs/0/ip")).isEqualTo(status.path("podIP"));
        assertThat(status.path("qosClass").asText()).isEqualTo("BestEffort");
        assertThat(container.path("image").asText()).isEqualTo("docker.io/library/nginx:latest");
        assertThat(container.path("imageID").asText()).matches("docker.io/library/nginx@sha256:[0-9a-f]{64}");
        assertThat(container.path("containerID").asText()).matches("containerd://[0-9a-f]{64}");
        assertThat(container.path("started").asBoolean()).isTrue();
        assertThat(Instant.parse(container.at("/state/running/startedAt").asText()))
                .isAfter(Instant.EPOCH);
    }

    @Test
    void aPodThatIsDeletedBeforeItStartsIsNeverRunning() {
        WatchRecorder journal = WatchRecorder.of(cluster, "pods");
        cluster.createPod("web");
        cluster.until(
                "web is bound", () -> cluster.get("pods", "web").path("spec").has("nodeName"));
        cluster.delete("pods", "web");
        cluster.untilGone("pods", "web");

        assertThat(journal.lines()).noneMatch(line -> line.contains("Running"));
    }

    @Test
    void aForcedDeletionEndsThePodAtOnceAndTheKubeletStopsItsContainers() {
        cluster.createPod("web");
        untilRunning("web");
        cluster.registry.delete(cluster.registry.type("pods"), "default", "web", DeleteOptions.now());

        assertThat(cluster.find("pods", "default", "web")).isNull();
        cluster.until(
                "the kubelet has killed the container",
                () -> cluster.list("events").stream()
                        .anyMatch(event -> event.path("reason").asText().equals("Killing")));
    }

    @Test
    void aFinalizerKeepsAStoppedPodUntilItIsRemoved() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'web','finalizers':['example.org/keep']},"
                        + "'spec':{'containers':[{'name':'c','image':'nginx'}]}}");
        untilRunning("web");
        cluster.delete("pods", "web");
        cluster.until(
                "web has stopped",
                () -> cluster.get("pods", "web")
                                .path("metadata")
                                .path("deletionGracePeriodSeconds")
                                .asInt(30)
                        == 0);
        long settled = cluster.untilSettled();

        assertThat(cluster.get("pods", "web").at("/status/phase").asText()).isEqualTo("Succeeded");
        assertThat(cluster.store.revision()).isEqualTo(settled);
        cluster.update("pods", "web", pod -> ((ObjectNode) pod.path("metadata")).remove("finalizers"));
        assertThat(cluster.find("pods", "default", "web")).isNull();
    }

    @Test
    void initContainersEndBeforeTheOthersRun() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'web'},'spec':{'initContainers':[{'name':'first','image':'busybox'}],"
                        + "'containers':[{'name':'c','image':'nginx'}]}}");
        untilRunning("web");
        JsonNode status = cluster.get("pods", "web").path("status");

        assertThat(status.at("/initContainerStatuses/0/state/terminated/reason").asText())
                .isEqualTo("Completed");
        assertThat(status.at("/containerStatuses/0/state").has("running")).isTrue();
    }

    @Test
    void aClosedReadinessGateKeepsAPodUnreadyUntilItIsOpened() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'web'},'spec':{'readinessGates':[{'conditionType':'example.org/gate'}],"
                        + "'containers':[{'name':'c','image':'nginx'}]}}");
        untilRunning("web");
        assertThat(condition(cluster.get("pods", "web").path("status"), "Ready")
                        .path("message")
                        .asText())
                .isEqualTo("corresponding condition of pod readiness gate \"example.org/gate\" does not exist.");

        cluster.registry.updateStatus(cluster.registry.type("pods"), "default", "web", pod -> {
            ((ArrayNode) pod.at("/status/conditions"))
                    .addObject()
                    .put("type", "example.org/gate")
                    .put("status", "True");
            return pod;
        });
        cluster.until(
                "web is ready",
                () -> condition(cluster.get("pods", "web").path("status"), "Ready")
                        .path("status")
                        .asText()
                        .equals("True"));
    }

    @Test
    void anImageThatTheNodeHasIsNotPulledAgain() {
        String pod = "{'metadata':{'name':'%s'},'spec':{'containers':"
                + "[{'name':'c','image':'nginx:1.27','imagePullPolicy':'IfNotPresent'}]}}";
        cluster.create("pods", pod.formatted("one"));
        untilRunning("one");
        cluster.create("pods", pod.formatted("two"));
        untilRunning("two");

        List<String> ofTwo = cluster.list("events").stream()
                .filter(event -> event.at("/involvedObject/name").asText().equals("two"))
                .map(event -> event.path("message").asText())
                .toList();
        assertThat(ofTwo)
                .contains("Container image \"nginx:1.27\" already present on machine")
                .noneMatch(message -> message.startsWith("Pulling"));
    }

    @Test
    void theSimulatedLatencyDecidesHowLongAPodTakes() {
        FakeClock time = new FakeClock();
        SimulatedLatency latency = new SimulatedLatency(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofSeconds(20),
                Duration.ZERO);
        try (TestCluster slow = TestCluster.start(latency, time)) {
            slow.createPod("web");
            slow.until("the image is being pulled", () -> time.alarms() == 1);
            time.pass(Duration.ofMinutes(59));
            assertThat(slow.get("pods", "web").at("/status/phase").asText()).isEqualTo("Pending");
            time.pass(Duration.ofMinutes(1));
            slow.until(
                    "web runs",
                    () -> slow.get("pods", "web").at("/status/phase").asText().equals("Running"));

            slow.delete("pods", "web");
            slow.until("web is being stopped", () -> time.alarms() == 1);
            time.pass(Duration.ofSeconds(20));
            slow.untilGone("pods", "web");
        }
    }

    private void untilRunning(String name) {
        cluster.until(
                name + " runs",
                () -> cluster.get("pods", name).at("/status/phase").asText().equals("Running"));
    }

    private static JsonNode condition(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        throw new AssertionError("no condition " + type + " in " + status);
    }
}
