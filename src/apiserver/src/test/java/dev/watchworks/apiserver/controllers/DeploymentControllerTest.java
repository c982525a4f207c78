package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {
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
    void aDeploymentHasAReplicaSetNamedAfterItsTemplateAndPodsNamedAfterThat() {
        cluster.createDeployment("nginx-deploy", 2);
        cluster.untilRolledOut("nginx-deploy", 2);

        ObjectNode set = cluster.list("replicasets.apps").get(0);
        String name = set.at("/metadata/name").asText();
        String hash = set.at("/metadata/labels/pod-template-hash").asText();
        assertThat(hash).matches("[bcdf456789]{6,10}");
        assertThat(name).isEqualTo("nginx-deploy-" + hash);
        assertThat(set.at("/spec/selector/matchLabels/pod-template-hash").asText())
                .isEqualTo(hash);
        assertThat(set.at("/metadata/annotations").toString())
                .isEqualTo(
                        "{\"deployment.kubernetes.io/desired-replicas\":\"2\","
                                + "\"deployment.kubernetes.io/max-replicas\":\"3\",\"deployment.kubernetes.io/revision\":\"1\"}");
        JsonNode owner = set.at("/metadata/ownerReferences/0");
        assertThat(owner.path("kind").asText()).isEqualTo("Deployment");
        assertThat(owner.path("controller").asBoolean()).isTrue();
        assertThat(owner.path("blockOwnerDeletion").asBoolean()).isTrue();
        assertThat(cluster.list("pods")).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.at("/metadata/name").asText()).matches(name + "-[bcdfghjklmnpqrstvwxz2456789]{5}");
            assertThat(pod.at("/metadata/generateName").asText()).isEqualTo(name + "-");
            assertThat(pod.at("/metadata/ownerReferences/0/name").asText()).isEqualTo(name);
        });
    }

    @Test
    void theStatusPassesThroughTheStatesOfARealRollout() {
        WatchRecorder journal = WatchRecorder.of(cluster, "deployments.apps");
        cluster.createDeployment("web", 2);
        cluster.untilRolledOut("web", 2);
        cluster.until(
                "the watch has told the end",
                () -> last(journal).path("availableReplicas").asInt() == 2);

        List<String> reasons = journal.changes().stream()
                .map(change -> reason(change.object(), "Progressing"))
                .distinct()
                .toList();
        assertThat(reasons).containsExactly("", "NewReplicaSetCreated", "ReplicaSetUpdated", "NewReplicaSetAvailable");
        ObjectNode web = cluster.get("deployments.apps", "web");
        assertThat(reason(web, "Available")).isEqualTo("MinimumReplicasAvailable");
        assertThat(message(web, "Available")).isEqualTo("Deployment has minimum availability.");
        assertThat(message(web, "Progressing")).matches("ReplicaSet \"web-[0-9a-z]+\" has successfully progressed.");
        assertThat(web.at("/metadata/annotations/deployment.kubernetes.io~1revision")
                        .asText())
                .isEqualTo("1");
        assertThat(web.path("status").has("unavailableReplicas")).isFalse();
    }

    @Test
    void theEventsNameScaledReplicaSetsAndCreatedPods() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        String set =
                cluster.list("replicasets.apps").get(0).at("/metadata/name").asText();
        String pod = cluster.list("pods").get(0).at("/metadata/name").asText();

        assertThat(messages("ScalingReplicaSet")).containsExactly("Scaled up replica set " + set + " from 0 to 1");
        assertThat(messages("SuccessfulCreate")).containsExactly("Created pod: " + pod);
        cluster.scale("web", 0);
        cluster.untilRolledOut("web", 0);
        assertThat(messages("ScalingReplicaSet")).contains("Scaled down replica set " + set + " from 1 to 0");
        cluster.until("the deletion is told", () -> messages("SuccessfulDelete").contains("Deleted pod: " + pod));
    }

    @Test
    void aRollingUpdateStaysWithinMaxUnavailableAndMaxSurge() {
        cluster.createDeployment("web", 4);
        cluster.untilRolledOut("web", 4);
        WatchRecorder journal = WatchRecorder.of(cluster, "deployments.apps");
        cluster.setImage("web", "nginx:2");
        cluster.untilRolledOut("web", 4);
        cluster.until(
                "the watch has told the end",
                () -> last(journal).path("updatedReplicas").asInt() == 4
                        && last(journal).path("replicas").asInt() == 4);

        assertThat(journal.changes()).allSatisfy(change -> {
            JsonNode status = change.object().path("status");
            assertThat(status.path("availableReplicas").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(status.path("replicas").asInt()).isLessThanOrEqualTo(5);
        });
        assertThat(cluster.list("replicasets.apps")).hasSize(2);
        cluster.until("the old pods are gone", () -> cluster.list("pods").size() == 4);
        assertThat(cluster.list("pods"))
                .allSatisfy(pod ->
                        assertThat(pod.at("/spec/containers/0/image").asText()).isEqualTo("nginx:2"));
    }

    @Test
    void aRollbackReusesTheOldReplicaSetWithANewRevision() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        String first =
                cluster.list("replicasets.apps").get(0).at("/metadata/name").asText();
        cluster.setImage("web", "nginx:2");
        cluster.untilRolledOut("web", 1);
        cluster.setImage("web", "nginx");
        cluster.untilRolledOut("web", 1);

        assertThat(cluster.list("replicasets.apps")).hasSize(2);
        JsonNode annotations = cluster.get("replicasets.apps", first).at("/metadata/annotations");
        assertThat(annotations.path("deployment.kubernetes.io/revision").asText())
                .isEqualTo("3");
        assertThat(annotations.path("deployment.kubernetes.io/revision-history").asText())
                .isEqualTo("1");
        assertThat(cluster.get("deployments.apps", "web")
                        .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void oldReplicaSetsBeyondTheHistoryLimitAreRemoved() {
        ObjectNode spec = TestCluster.json(TestCluster.deployment("web", 1, "nginx"));
        ((ObjectNode) spec.path("spec")).put("revisionHistoryLimit", 1);
        cluster.create("deployments.apps", spec.toString());
        cluster.untilRolledOut("web", 1);
        for (String image : List.of("nginx:2", "nginx:3", "nginx:4")) {
            cluster.setImage("web", image);
            cluster.untilRolledOut("web", 1);
        }
        cluster.until(
                "two replica sets are left",
                () -> cluster.list("replicasets.apps").size() == 2);
        assertThat(cluster.list("replicasets.apps").stream()
                        .map(set ->
                                set.at("/spec/template/spec/containers/0/image").asText()))
                .containsExactlyInAnyOrder("nginx:3", "nginx:4");
    }

    @Test
    void aRecreateDeploymentCreatesNoPodBeforeTheOldOnesHaveStopped() {
        ObjectNode object = TestCluster.json(TestCluster.deployment("web", 2, "nginx"));
        ((ObjectNode) object.path("spec")).putObject("strategy").put("type", "Recreate");
        cluster.create("deployments.apps", object.toString());
        cluster.untilRolledOut("web", 2);
        WatchRecorder journal = WatchRecorder.of(cluster, "pods");
        cluster.until("the watch has begun", () -> journal.lines().size() == 2);
        cluster.setImage("web", "nginx:2");
        cluster.untilRolledOut("web", 2);
        cluster.until(
                "the watch has told of the new pods",
                () -> journal.lines().stream()
                                .filter(line -> line.startsWith("ADDED"))
                                .count()
                        == 4);

        List<String> lines = journal.lines();
        int firstNew = first(lines.subList(2, lines.size()), "ADDED Pod") + 2;
        for (String old : lines.subList(0, 2)) {
            String name = old.split(" ")[2];
            assertThat(first(lines, "MODIFIED Pod " + name + " Succeeded"))
                    .isPositive()
                    .isLessThan(firstNew);
        }
    }

    private static int first(List<String> lines, String beginning) {
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).startsWith(beginning)) {
                return index;
            }
        }
        return -1;
    }

    @Test
    void aPausedDeploymentCanBeScaledButNotRolledOut() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        cluster.update("deployments.apps", "web", web -> ((ObjectNode) web.path("spec")).put("paused", true));
        cluster.until(
                "the pause is noted",
                () -> reason(cluster.get("deployments.apps", "web"), "Progressing")
                        .equals("DeploymentPaused"));
        cluster.setImage("web", "nginx:2");
        cluster.scale("web", 2);
        cluster.until("two run", () -> status("web").path("availableReplicas").asInt() == 2);
        assertThat(cluster.list("replicasets.apps")).hasSize(1);

        cluster.update("deployments.apps", "web", web -> ((ObjectNode) web.path("spec")).remove("paused"));
        cluster.untilRolledOut("web", 2);
        assertThat(cluster.list("replicasets.apps")).hasSize(2);
    }

    @Test
    void scalingUpAndDownQuicklyEndsAtTheLastNumber() {
        cluster.createDeployment("web", 3);
        for (int replicas : new int[] {20, 1, 15, 0, 7, 2}) {
            cluster.scale("web", replicas);
        }
        cluster.untilRolledOut("web", 2);
        cluster.until("two pods are left", () -> cluster.list("pods").size() == 2);
    }

    @Test
    void aDeploymentDeletedDuringARolloutLeavesNothing() {
        cluster.createDeployment("web", 3);
        cluster.untilRolledOut("web", 3);
        cluster.setImage("web", "nginx:2");
        cluster.until(
                "the new replica set is there",
                () -> cluster.list("replicasets.apps").size() == 2);
        cluster.delete("deployments.apps", "web", "Background");
        cluster.until(
                "nothing is left",
                () -> cluster.list("replicasets.apps").isEmpty()
                        && cluster.list("pods").isEmpty());
        cluster.untilSettled();
        assertThat(cluster.list("pods")).isEmpty();
    }

    @Test
    void anOrphanedReplicaSetIsAdoptedByADeploymentWithItsTemplate() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        cluster.delete("deployments.apps", "web", "Orphan");
        cluster.untilGone("deployments.apps", "web");
        String pod = cluster.list("pods").get(0).at("/metadata/name").asText();
        assertThat(cluster.list("replicasets.apps").get(0).at("/metadata").has("ownerReferences"))
                .isFalse();

        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        assertThat(cluster.list("pods")).hasSize(1);
        assertThat(cluster.list("pods").get(0).at("/metadata/name").asText()).isEqualTo(pod);
        assertThat(reason(cluster.get("deployments.apps", "web"), "Progressing"))
                .isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void twoDeploymentsWithOneSelectorKeepTheirOwnPods() {
        String template = "{'metadata':{'name':'%s'},'spec':{'replicas':2,'selector':{'matchLabels':{'app':'x'}},"
                + "'template':{'metadata':{'labels':{'app':'x'}},'spec':{'containers':[{'name':'c','image':'%s'}]}}}}";
        cluster.create("deployments.apps", template.formatted("one", "nginx"));
        cluster.create("deployments.apps", template.formatted("two", "nginx:2"));
        cluster.untilRolledOut("one", 2);
        cluster.untilRolledOut("two", 2);
        cluster.untilSettled();
        assertThat(cluster.list("pods")).hasSize(4);
        assertThat(cluster.list("replicasets.apps"))
                .allSatisfy(
                        set -> assertThat(set.at("/metadata/ownerReferences")).hasSize(1));
    }

    @Test
    void aPodWhoseLabelsNoLongerMatchIsReleasedAndReplaced() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        String name = cluster.list("pods").get(0).at("/metadata/name").asText();
        cluster.update("pods", name, pod -> ((ObjectNode) pod.at("/metadata/labels")).put("app", "debug"));
        cluster.until("there is another", () -> cluster.list("pods").size() == 2);
        cluster.untilRolledOut("web", 1);
        assertThat(cluster.get("pods", name).path("metadata").has("ownerReferences"))
                .isFalse();

        cluster.update("pods", name, pod -> ((ObjectNode) pod.at("/metadata/labels")).put("app", "web"));
        cluster.until("one too many is gone", () -> cluster.list("pods").size() == 1);
    }

    @Test
    void aDeploymentWithoutProgressExceedsItsDeadline() {
        FakeClock time = new FakeClock();
        try (TestCluster stuck = TestCluster.start(SimulatedLatency.immediate(), time)) {
            ObjectNode object = TestCluster.json(TestCluster.deployment("web", 1, "nginx"));
            ((ObjectNode) object.path("spec")).put("progressDeadlineSeconds", 60);
            ((ObjectNode) object.at("/spec/template/spec"))
                    .putObject("nodeSelector")
                    .put("no", "such");
            stuck.create("deployments.apps", object.toString());
            stuck.until(
                    "it waits for the deadline",
                    () -> time.alarms() == 1
                            && stuck.get("deployments.apps", "web")
                                            .at("/status/replicas")
                                            .asInt()
                                    == 1);
            time.pass(Duration.ofSeconds(62));
            stuck.until(
                    "it says that it is late",
                    () -> reason(stuck.get("deployments.apps", "web"), "Progressing")
                            .equals("ProgressDeadlineExceeded"));
            assertThat(message(stuck.get("deployments.apps", "web"), "Progressing"))
                    .matches("ReplicaSet \"web-[0-9a-z]+\" has timed out progressing.");
        }
    }

    private JsonNode status(String name) {
        return cluster.get("deployments.apps", name).path("status");
    }

    private List<String> messages(String reason) {
        return cluster.list("events").stream()
                .filter(event -> event.path("reason").asText().equals(reason))
                .map(event -> event.path("message").asText())
                .toList();
    }

    private static JsonNode last(WatchRecorder journal) {
        var changes = journal.changes();
        return changes.isEmpty()
                ? TestCluster.json("{}")
                : changes.get(changes.size() - 1).object().path("status");
    }

    private static String reason(JsonNode object, String type) {
        return field(object, type, "reason");
    }

    private static String message(JsonNode object, String type) {
        return field(object, type, "message");
    }

    private static String field(JsonNode object, String type, String field) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path(field).asText();
            }
        }
        return "";
    }
}
