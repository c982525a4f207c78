package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.DEPLOYMENTS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is served below an object: binding, eviction, scale, log. */
class SubresourceTest {
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void podsAreBoundOnceAndEvicted() {
        api.pod("p");
        String binding = "{'metadata':{'name':'p'},'target':{'kind':'Node','name':'node-1'}}";
        Answer bound = api.post(PODS + "/p/binding", binding);
        Answer again = api.post(PODS + "/p/binding", binding);
        JsonNode pod = api.get(PODS + "/p").body();

        assertThat(bound.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\","
                        + "\"code\":201}");
        assertThat(pod.path("spec").path("nodeName").asText()).isEqualTo("node-1");
        assertThat(pod.path("status").path("conditions").path(0).path("type").asText())
                .isEqualTo("PodScheduled");
        assertThat(again.code()).isEqualTo(409);
        assertThat(again.message())
                .isEqualTo("Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node"
                        + " \"node-1\"");
        assertThat(api.post(PODS + "/p/binding", "{}").message())
                .isEqualTo("name in URL does not match name in Binding object");
        assertThat(api.post(PODS + "/p/eviction", "{'metadata':{'name':'p'}}").code())
                .isEqualTo(201);
        assertThat(api.get(PODS + "/p").body().path("metadata").has("deletionTimestamp"))
                .isTrue();
    }

    @Test
    void aDeploymentIsScaledThroughItsScale() {
        api.deployment("d");
        Answer read = api.get(DEPLOYMENTS + "/d/scale");
        Answer patched = api.merge(DEPLOYMENTS + "/d/scale", "{'spec':{'replicas':5}}");
        Answer stale = api.put(DEPLOYMENTS + "/d/scale", read.body());
        Answer negative = api.merge(DEPLOYMENTS + "/d/scale", "{'spec':{'replicas':-1}}");
        Answer text = api.merge(DEPLOYMENTS + "/d/scale", "{'spec':{'replicas':'2'}}");

        assertThat(read.body().path("kind").asText()).isEqualTo("Scale");
        assertThat(read.body().path("spec")).hasToString("{\"replicas\":2}");
        assertThat(read.body().path("status")).hasToString("{\"replicas\":0,\"selector\":\"app=web\"}");
        assertThat(patched.body().path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(api.get(DEPLOYMENTS + "/d")
                        .body()
                        .path("spec")
                        .path("replicas")
                        .asInt())
                .isEqualTo(5);
        assertThat(api.get(DEPLOYMENTS + "/d")
                        .body()
                        .path("metadata")
                        .path("generation")
                        .asInt())
                .isEqualTo(2);
        assertThat(stale.message()).isEqualTo("Operation cannot be fulfilled on deployments.apps \"d\": " + MODIFIED);
        assertThat(negative.message())
                .isEqualTo(
                        "Scale.autoscaling \"d\" is invalid: spec.replicas: Invalid value: -1: must be greater than or"
                                + " equal to 0");
        assertThat(text.code()).isEqualTo(422);
    }

    @Test
    void aPodsLogIsText() {
        api.pod("p");
        assertThat(api.get(PODS + "/none/log").code()).isEqualTo(404);
        assertThat(api.get(PODS + "/p/log").body().asText()).isEmpty();
        api.merge(PODS + "/p/status", "{'status':{'containerStatuses':[{'name':'web','state':{'running':{}}}]}}");
        assertThat(api.get(PODS + "/p/log").body().asText()).isEqualTo("one\ntwo\nthree\n");
        assertThat(api.get(PODS + "/p/log?tailLines=1").body().asText()).isEqualTo("three\n");
        assertThat(api.get(PODS + "/p/log?container=no").code()).isEqualTo(400);
    }
}
