package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each controller writes as the program that contains it in a real cluster. */
class FieldManagersTest {

    private static List<String> writers(ObjectNode object) {
        List<String> writers = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            String subresource = entry.path("subresource").asText();
            writers.add(entry.path("manager").asText() + (subresource.isEmpty() ? "" : "/" + subresource));
        }
        return writers;
    }

    @Test
    void eachObjectNamesTheProgramThatWroteIt() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createDeployment("web", 1);
            cluster.await("an available pod", () -> {
                ObjectNode deployment = cluster.get("deployments.apps", "web");
                return deployment.path("status").path("availableReplicas").asInt() == 1 ? deployment : null;
            });

            assertThat(writers(cluster.get("deployments.apps", "web"))).contains("kube-controller-manager/status");
            assertThat(writers(cluster.list("replicasets.apps").get(0)))
                    .contains("kube-controller-manager", "kube-controller-manager/status");
            assertThat(writers(cluster.list("pods").get(0)))
                    .containsExactly("kube-controller-manager", "kubelet/status");
            assertThat(writers(Objects.requireNonNull(cluster.find("nodes", "", "watchworks"))))
                    .contains("kubelet");
            assertThat(writers(Objects.requireNonNull(cluster.find("namespaces", "", "default"))))
                    .containsExactly("kube-apiserver");
            assertThat(writers(cluster.get("services", "kubernetes"))).containsExactly("kube-apiserver");
            assertThat(writers(cluster.get("configmaps", "kube-root-ca.crt")))
                    .containsExactly("kube-controller-manager");
            assertThat(cluster.list("events"))
                    .flatExtracting(FieldManagersTest::writers)
                    .contains("kube-controller-manager", "kube-scheduler", "kubelet");
        }
    }
}
