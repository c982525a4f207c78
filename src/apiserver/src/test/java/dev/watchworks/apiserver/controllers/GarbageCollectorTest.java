package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
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
    void deletingInTheBackgroundDeletesTheOwnerFirst() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        cluster.delete("deployments.apps", "web", "Background");

        assertThat(cluster.find("deployments.apps", "default", "web")).isNull();
        cluster.until(
                "all is gone",
                () -> cluster.list("pods").isEmpty()
                        && cluster.list("replicasets.apps").isEmpty());
    }

    @Test
    void deletingInTheForegroundDeletesTheOwnerLast() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        WatchRecorder journal = WatchRecorder.of(cluster, "deployments.apps", "replicasets.apps", "pods");
        cluster.delete("deployments.apps", "web", "Foreground");
        assertThat(cluster.get("deployments.apps", "web")
                        .at("/metadata/finalizers/0")
                        .asText())
                .isEqualTo("foregroundDeletion");
        cluster.untilGone("deployments.apps", "web");
        cluster.until("the watches have told all", () -> deletions(journal).size() == 3);

        assertThat(cluster.list("pods")).isEmpty();
        assertThat(cluster.list("replicasets.apps")).isEmpty();
    }

    @Test
    void anOwnerDoesNotWaitForADependentThatDoesNotBlock() {
        ObjectNode owner = map("owner", "");
        map("dependent", reference(owner, false));
        cluster.update(
                "configmaps",
                "dependent",
                map -> ((ObjectNode) map.path("metadata"))
                        .putArray("finalizers")
                        .add("example.org/keep"));
        cluster.delete("configmaps", "owner", "Foreground");
        cluster.untilGone("configmaps", "owner");
        cluster.until(
                "the dependent is being deleted",
                () -> cluster.get("configmaps", "dependent").path("metadata").has("deletionTimestamp"));
    }

    @Test
    void anOwnerWaitsForABlockingDependent() {
        ObjectNode owner = map("owner", "");
        map("dependent", reference(owner, true));
        cluster.update(
                "configmaps",
                "dependent",
                map -> ((ObjectNode) map.path("metadata"))
                        .putArray("finalizers")
                        .add("example.org/keep"));
        cluster.delete("configmaps", "owner", "Foreground");
        cluster.until(
                "the dependent is being deleted",
                () -> cluster.get("configmaps", "dependent").path("metadata").has("deletionTimestamp"));
        cluster.untilSettled();
        assertThat(cluster.find("configmaps", "default", "owner")).isNotNull();

        cluster.update("configmaps", "dependent", map -> ((ObjectNode) map.path("metadata")).remove("finalizers"));
        cluster.untilGone("configmaps", "dependent");
        cluster.untilGone("configmaps", "owner");
    }

    @Test
    void orphansLoseTheirOwnerReferenceAndStay() {
        ObjectNode owner = map("owner", "");
        map("dependent", reference(owner, true));
        cluster.delete("configmaps", "owner", "Orphan");
        cluster.untilGone("configmaps", "owner");
        cluster.untilSettled();
        assertThat(cluster.get("configmaps", "dependent").path("metadata").has("ownerReferences"))
                .isFalse();
    }

    @Test
    void anObjectWhoseOwnerNeverExistedIsDeleted() {
        String absent = "{'apiVersion':'v1','kind':'ConfigMap','name':'nobody','uid':'3f6a'}";
        map("dependent", absent);
        cluster.untilGone("configmaps", "dependent");
    }

    @Test
    void anObjectIsDeletedWhenAnotherObjectHasItsOwnersName() {
        map("owner", "");
        map("dependent", "{'apiVersion':'v1','kind':'ConfigMap','name':'owner','uid':'3f6a'}");
        cluster.untilGone("configmaps", "dependent");
        assertThat(cluster.find("configmaps", "default", "owner")).isNotNull();
    }

    @Test
    void anObjectWithASecondOwnerOnlyLosesTheReference() {
        ObjectNode one = map("one", "");
        ObjectNode two = map("two", "");
        map("dependent", reference(one, false) + "," + reference(two, false));
        cluster.delete("configmaps", "one");
        cluster.until(
                "the reference is gone",
                () -> cluster.get("configmaps", "dependent")
                                .at("/metadata/ownerReferences")
                                .size()
                        == 1);
        cluster.untilSettled();
        assertThat(cluster.get("configmaps", "dependent")
                        .at("/metadata/ownerReferences/0/name")
                        .asText())
                .isEqualTo("two");
    }

    @Test
    void anObjectWithAnOwnerOfAnUnknownKindIsNotDeleted() {
        map("dependent", "{'apiVersion':'example.org/v1','kind':'Widget','name':'w','uid':'3f6a'}");
        cluster.untilSettled();
        assertThat(cluster.find("configmaps", "default", "dependent")).isNotNull();
    }

    @Test
    void ownersInACircleAreDeletedInTheForeground() {
        ObjectNode one = map("one", "");
        ObjectNode two = map("two", reference(one, true));
        cluster.update("configmaps", "one", map -> {
            ObjectNode reference = TestCluster.json(reference(two, true));
            ((ObjectNode) map.path("metadata")).putArray("ownerReferences").add(reference);
        });
        cluster.delete("configmaps", "one", "Foreground");
        cluster.untilGone("configmaps", "one");
        cluster.untilGone("configmaps", "two");
    }

    private ObjectNode map(String name, String owners) {
        return cluster.create("configmaps", "{'metadata':{'name':'" + name + "','ownerReferences':[" + owners + "]}}");
    }

    private static String reference(ObjectNode owner, boolean blocks) {
        return "{'apiVersion':'v1','kind':'ConfigMap','name':'"
                + owner.at("/metadata/name").asText() + "','uid':'"
                + owner.at("/metadata/uid").asText() + "','blockOwnerDeletion':" + blocks + "}";
    }

    private static List<String> deletions(WatchRecorder journal) {
        return journal.lines().stream()
                .filter(line -> line.startsWith("DELETED"))
                .toList();
    }
}
