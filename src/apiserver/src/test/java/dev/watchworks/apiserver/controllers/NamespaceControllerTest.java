package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
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
    void everyNamespaceGetsAServiceAccountAndACertificate() {
        cluster.createNamespace("lab");
        assertThat(cluster.find("serviceaccounts", "lab", "default")).isNotNull();
        ObjectNode map = cluster.find("configmaps", "lab", "kube-root-ca.crt");
        assertThat(map).isNotNull();
        assertThat(map.at("/data/ca.crt").asText()).isEqualTo("the authority");
        assertThat(map.at("/metadata/annotations/kubernetes.io~1description").asText())
                .startsWith("Contains a CA bundle");
    }

    @Test
    void bothAreRestoredWhenTheyAreDeletedOrChanged() {
        cluster.delete("serviceaccounts", "default");
        cluster.await("the account", () -> cluster.find("serviceaccounts", "default", "default"));
        cluster.update(
                "configmaps", "kube-root-ca.crt", map -> map.putObject("data").put("ca.crt", "forged"));
        cluster.until(
                "the authority is back",
                () -> cluster.get("configmaps", "kube-root-ca.crt")
                        .at("/data/ca.crt")
                        .asText()
                        .equals("the authority"));
    }

    @Test
    void aDeletedNamespaceLosesItsObjectsAndDisappears() {
        cluster.createNamespace("lab");
        createIn("lab", "deployments.apps", TestCluster.deployment("web", 2, "nginx"));
        createIn(
                "lab",
                "services",
                "{'metadata':{'name':'web'},'spec':{'selector':{'app':'web'},'ports':[{'port':80}]}}");
        createIn("lab", "configmaps", "{'metadata':{'name':'settings'}}");
        cluster.until("the pods run", () -> {
            ObjectNode web = cluster.find("deployments.apps", "lab", "web");
            return web != null && web.at("/status/availableReplicas").asInt() == 2;
        });
        deleteNamespace("lab");
        cluster.untilGone("namespaces", "lab");
        assertNothingIn("lab");
    }

    @Test
    void anObjectWithAFinalizerHoldsItsNamespaceAndTheStatusNamesIt() {
        cluster.createNamespace("lab");
        createIn("lab", "configmaps", "{'metadata':{'name':'held','finalizers':['example.org/keep']}}");
        deleteNamespace("lab");
        cluster.until(
                "the status says so",
                () -> condition("NamespaceFinalizersRemaining").equals("True"));

        assertThat(message("NamespaceContentRemaining"))
                .isEqualTo("Some resources are remaining: configmaps. has 1 resource instances");
        assertThat(message("NamespaceFinalizersRemaining"))
                .isEqualTo("Some content in the namespace has finalizers remaining: "
                        + "example.org/keep in 1 resource instances");
        assertThat(message("NamespaceDeletionDiscoveryFailure")).isEqualTo("All resources successfully discovered");

        cluster.registry.update(cluster.registry.type("configmaps"), "lab", "held", map -> {
            ((ObjectNode) map.path("metadata")).remove("finalizers");
            return map;
        });
        cluster.untilGone("namespaces", "lab");
    }

    @Test
    void aNamespaceThatIsDeletedDuringCreatesIsEmptyAfterwards() throws InterruptedException {
        cluster.createNamespace("lab");
        AtomicBoolean refused = new AtomicBoolean();
        Thread creator = new Thread(() -> createUntilRefused(refused));
        creator.start();
        cluster.until(
                "some are there",
                () -> cluster.registry
                                .list(cluster.registry.type("configmaps"), "lab")
                                .size()
                        > 20);
        deleteNamespace("lab");
        creator.join(TestCluster.TIMEOUT.toMillis());
        cluster.untilGone("namespaces", "lab");
        cluster.untilSettled();

        assertThat(refused).isTrue();
        assertNothingIn("lab");
    }

    private void createUntilRefused(AtomicBoolean refused) {
        for (int count = 0; !refused.get(); count++) {
            try {
                createIn("lab", "configmaps", "{'metadata':{'name':'map-" + count + "'}}");
                createIn(
                        "lab",
                        "pods",
                        "{'metadata':{'name':'pod-" + count
                                + "'},'spec':{'containers':[{'name':'c','image':'nginx'}]}}");
            } catch (ApiException ended) {
                refused.set(true);
            }
        }
    }

    private void createIn(String namespace, String resource, String text) {
        ObjectNode object = TestCluster.json(text);
        ((ObjectNode) object.path("metadata")).put("namespace", namespace);
        cluster.create(resource, object.toString());
    }

    private void deleteNamespace(String name) {
        cluster.registry.delete(cluster.registry.type("namespaces"), "", name, DeleteOptions.defaults());
    }

    private void assertNothingIn(String namespace) {
        for (ResourceType type : cluster.registry.types()) {
            if (type.namespaced()) {
                assertThat(cluster.registry.list(type, namespace))
                        .as(type.plural())
                        .isEmpty();
            }
        }
    }

    private String condition(String type) {
        return field(type, "status");
    }

    private String message(String type) {
        return field(type, "message");
    }

    private String field(String type, String field) {
        ObjectNode namespace = cluster.find("namespaces", "", "lab");
        if (namespace != null) {
            for (JsonNode condition : namespace.at("/status/conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return condition.path(field).asText();
                }
            }
        }
        return "";
    }
}
