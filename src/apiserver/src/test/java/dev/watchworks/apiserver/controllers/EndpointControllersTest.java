package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointControllersTest {
    private static final String SLICES = "endpointslices.discovery.k8s.io";

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
    void theServiceKubernetesLeadsToTheApiServer() {
        assertThat(cluster.get("services", "kubernetes").at("/spec/clusterIP").asText())
                .isEqualTo("10.96.0.1");
        assertThat(cluster.get("endpoints", "kubernetes")
                        .at("/subsets/0/ports/0/port")
                        .asInt())
                .isEqualTo(443);
        assertThat(cluster.get(SLICES, "kubernetes").at("/ports/0/name").asText())
                .isEqualTo("https");
        for (String type : List.of("services", "endpoints", SLICES)) {
            cluster.delete(type, "kubernetes");
            cluster.await(type + " is back", () -> cluster.find(type, "default", "kubernetes"));
        }
    }

    @Test
    void aServiceWithoutPodsHasEmptyEndpointsAndOneEmptySlice() {
        service("web", "{'port':80}");
        ObjectNode slice = cluster.await("the slice", () -> slice("web"));
        ObjectNode endpoints = cluster.await("the endpoints", () -> cluster.find("endpoints", "default", "web"));

        assertThat(endpoints.has("subsets")).isFalse();
        assertThat(endpoints
                        .at("/metadata/labels/endpoints.kubernetes.io~1managed-by")
                        .asText())
                .isEqualTo("endpoint-controller");
        assertThat(endpoints.at("/metadata/annotations").has("endpoints.kubernetes.io/last-change-trigger-time"))
                .isTrue();
        assertThat(slice.path("endpoints").isEmpty()).isTrue();
        assertThat(slice.path("ports").isEmpty()).isTrue();
        assertThat(slice.at("/metadata/name").asText()).matches("web-[0-9a-z]{5}");
        assertThat(slice.at("/metadata/labels/endpointslice.kubernetes.io~1managed-by")
                        .asText())
                .isEqualTo("endpointslice-controller.k8s.io");
        assertThat(slice.at("/metadata/ownerReferences/0/kind").asText()).isEqualTo("Service");
    }

    @Test
    void readyPodsAreBehindTheirService() {
        cluster.createDeployment("web", 2);
        cluster.untilRolledOut("web", 2);
        service("web", "{'port':80,'targetPort':8080}");
        cluster.until(
                "both have two endpoints",
                () -> addresses("web").size() == 2
                        && slice("web") != null
                        && endpoints("web").size() == 2);

        ObjectNode endpoints = cluster.get("endpoints", "web");
        assertThat(endpoints.at("/subsets/0/ports").toString()).isEqualTo("[{\"port\":8080,\"protocol\":\"TCP\"}]");
        assertThat(endpoints.at("/subsets/0/addresses/0/targetRef/kind").asText())
                .isEqualTo("Pod");
        assertThat(slice("web").path("ports").toString())
                .isEqualTo("[{\"name\":\"\",\"protocol\":\"TCP\",\"port\":8080}]");
        JsonNode endpoint = endpoints("web").get(0);
        assertThat(endpoint.path("conditions").toString())
                .isEqualTo("{\"ready\":true,\"serving\":true,\"terminating\":false}");
        assertThat(endpoint.path("nodeName").asText()).isEqualTo("watchworks");
    }

    @Test
    void aPodThatIsBeingDeletedLeavesTheEndpointsAndIsMarkedInItsSlice() {
        cluster.createDeployment("web", 1);
        cluster.untilRolledOut("web", 1);
        service("web", "{'port':80}");
        cluster.until(
                "it has an endpoint",
                () -> slice("web") != null && endpoints("web").size() == 1);
        WatchRecorder journal = WatchRecorder.of(cluster, SLICES);
        cluster.scale("web", 0);
        cluster.until(
                "it has none",
                () -> endpoints("web").isEmpty() && addresses("web").isEmpty());
        cluster.until(
                "the watch has told it",
                () -> journal.changes().stream()
                        .anyMatch(change -> change.object().path("endpoints").isEmpty()));

        assertThat(journal.changes().stream()
                        .map(change ->
                                change.object().at("/endpoints/0/conditions").toString()))
                .contains("{\"ready\":false,\"serving\":true,\"terminating\":true}");
    }

    @Test
    void aNamedTargetPortIsLookedUpInThePod() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'web','labels':{'app':'web'}},'spec':{'containers':[{'name':'c','image':'nginx',"
                        + "'ports':[{'name':'http','containerPort':8081}]}]}}");
        service("web", "{'port':80,'name':'main','targetPort':'http'}");
        cluster.until("it has an address", () -> addresses("web").size() == 1);
        assertThat(cluster.get("endpoints", "web").at("/subsets/0/ports").toString())
                .isEqualTo("[{\"name\":\"main\",\"port\":8081,\"protocol\":\"TCP\"}]");
    }

    @Test
    void aPodThatIsNotReadyIsListedAsNotReady() {
        cluster.create(
                "pods",
                "{'metadata':{'name':'web','labels':{'app':'web'}},'spec':{'readinessGates':"
                        + "[{'conditionType':'example.org/gate'}],'containers':[{'name':'c','image':'nginx'}]}}");
        service("web", "{'port':80}");
        cluster.until(
                "it is listed",
                () -> cluster.find("endpoints", "default", "web") != null
                        && cluster.get("endpoints", "web")
                                        .at("/subsets/0/notReadyAddresses")
                                        .size()
                                == 1);
        cluster.until("its slice says so", () -> endpoints("web").size() == 1);
        assertThat(endpoints("web").get(0).at("/conditions/ready").asBoolean(true))
                .isFalse();
    }

    @Test
    void theEndpointsOfADeletedServiceAreDeleted() {
        service("web", "{'port':80}");
        cluster.await("the slice", () -> slice("web"));
        cluster.await("the endpoints", () -> cluster.find("endpoints", "default", "web"));
        cluster.delete("services", "web");
        cluster.untilGone("endpoints", "web");
        cluster.until("the slice is gone", () -> slice("web") == null);
    }

    @Test
    void manyPodsAreSpreadOverSlicesOfAHundred() {
        service("web", "{'port':80}");
        cluster.createDeployment("web", 120);
        cluster.untilRolledOut("web", 120);
        cluster.until("all are listed", () -> sizes().equals(List.of(20, 100)));
    }

    private List<Integer> sizes() {
        return cluster.list(SLICES).stream()
                .filter(slice -> slice.at("/metadata/labels/kubernetes.io~1service-name")
                        .asText()
                        .equals("web"))
                .map(slice -> slice.path("endpoints").size())
                .sorted()
                .toList();
    }

    private void service(String name, String port) {
        cluster.create(
                "services",
                "{'metadata':{'name':'" + name + "'},'spec':{'selector':{'app':'" + name + "'},'ports':[" + port
                        + "]}}");
    }

    private @Nullable ObjectNode slice(String service) {
        return cluster.list(SLICES).stream()
                .filter(slice -> slice.at("/metadata/labels/kubernetes.io~1service-name")
                        .asText()
                        .equals(service))
                .findFirst()
                .orElse(null);
    }

    private JsonNode endpoints(String service) {
        ObjectNode slice = slice(service);
        return slice == null ? TestCluster.json("{}") : slice.path("endpoints");
    }

    private JsonNode addresses(String service) {
        ObjectNode endpoints = cluster.find("endpoints", "default", service);
        return endpoints == null ? TestCluster.json("{}") : endpoints.at("/subsets/0/addresses");
    }
}
