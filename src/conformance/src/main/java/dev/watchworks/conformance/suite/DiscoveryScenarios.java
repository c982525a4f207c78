package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Discovery in both forms, OpenAPI, health and version. */
final class DiscoveryScenarios {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /** Discovery depends on what a cluster serves. So parts of it are checked, and nothing is recorded. */
    private static ScenarioResponse getUnrecorded(ScenarioClient client, String path, String accept) {
        return client.getUnrecorded(path, accept);
    }

    @ConformanceScenario(50)
    void theCoreGroupHasOneVersion(ScenarioClient client) {
        getUnrecorded(client, "/api", "application/json")
                .code(200)
                .is("/kind", "APIVersions")
                .is("/versions", "[\"v1\"]");
    }

    @ConformanceScenario(50)
    void theGroupsAreListedWithTheirPreferredVersions(ScenarioClient client) {
        ScenarioResponse groups =
                getUnrecorded(client, "/apis", "application/json").code(200).is("/kind", "APIGroupList");

        assertThat(groups.body())
                .contains("{\"name\":\"apps\",\"versions\":[{\"groupVersion\":\"apps/v1\",\"version\":\"v1\"}],"
                        + "\"preferredVersion\":{\"groupVersion\":\"apps/v1\",\"version\":\"v1\"}}");
    }

    @ConformanceScenario(50)
    void resourcesAreListedWithShortNamesAndVerbs(ScenarioClient client) {
        ScenarioResponse resources = getUnrecorded(client, "/api/v1", "application/json")
                .code(200)
                .is("/kind", "APIResourceList")
                .is("/groupVersion", "v1");

        assertThat(resources.body())
                .contains(
                        "\"name\":\"configmaps\",\"singularName\":\"configmap\",\"namespaced\":true,\"kind\":\"ConfigMap\","
                                + "\"verbs\":[\"create\",\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\",\"update\",\"watch\"],"
                                + "\"shortNames\":[\"cm\"]")
                .contains("\"name\":\"pods/log\"")
                .contains("\"name\":\"namespaces/finalize\"");
    }

    @ConformanceScenario(50)
    void theScaleOfADeploymentIsOfTheGroupAutoscaling(ScenarioClient client) {
        assertThat(getUnrecorded(client, "/apis/apps/v1", "application/json")
                        .code(200)
                        .body())
                .contains(
                        "\"name\":\"deployments/scale\",\"singularName\":\"\",\"namespaced\":true,\"group\":\"autoscaling\","
                                + "\"version\":\"v1\",\"kind\":\"Scale\",\"verbs\":[\"get\",\"patch\",\"update\"]");
    }

    @ConformanceScenario(50)
    void oneGroupCanBeRequested(ScenarioClient client) {
        client.get("/apis/apps").code(200).is("/kind", "APIGroup").is("/name", "apps");
        client.get("/apis/no.such.group").code(404);
    }

    @ConformanceScenario(50)
    void aggregatedDiscoveryHasAllInOne(ScenarioClient client) {
        ScenarioResponse core = getUnrecorded(client, "/api", AGGREGATED)
                .code(200)
                .is("/kind", "APIGroupDiscoveryList")
                .is("/apiVersion", "apidiscovery.k8s.io/v2");
        assertThat(core.headers().get("Content-Type")).isEqualTo(AGGREGATED);
        assertThat(core.body()).contains("\"resource\":\"configmaps\"").contains("\"shortNames\":[\"cm\"]");
        assertThat(getUnrecorded(client, "/apis", AGGREGATED).code(200).body())
                .contains("\"name\":\"apps\"")
                .contains("\"resource\":\"deployments\"");
    }

    @ConformanceScenario(50)
    void aServerIsAliveAndReadyAndHasAVersion(ScenarioClient client) {
        client.get("/livez").code(200);
        client.get("/readyz").code(200);
        client.get("/healthz").code(200);
        getUnrecorded(client, "/version", "application/json")
                .code(200)
                .has("/gitVersion")
                .has("/major")
                .has("/minor");
    }

    @ConformanceScenario(50)
    void aPathOfNothingIsNotFound(ScenarioClient client) {
        client.get("/no/such/path").code(404);
    }

    @ConformanceScenario(56)
    void openApiIsListedByGroup(ScenarioClient client) {
        ScenarioResponse paths =
                getUnrecorded(client, "/openapi/v3", "application/json").code(200);

        assertThat(paths.text("/paths/api~1v1/serverRelativeURL")).startsWith("/openapi/v3/api/v1?hash=");
        assertThat(paths.text("/paths/apis~1apps~1v1/serverRelativeURL")).startsWith("/openapi/v3/apis/apps/v1?hash=");
    }

    @ConformanceScenario({39, 56})
    void openApiDeclaresFieldValidation(ScenarioClient client) {
        ScenarioResponse document =
                getUnrecorded(client, "/openapi/v3/api/v1", "application/json").code(200);

        document.is("/openapi", "3.0.0");
        assertThat(document.body()).contains("\"name\":\"fieldValidation\"");
        document.has("/paths/~1api~1v1~1namespaces~1{namespace}~1configmaps/post");
    }

    @ConformanceScenario(56)
    void openApiKnowsTheFieldsOfObjects(ScenarioClient client) {
        getUnrecorded(client, "/openapi/v3/apis/apps/v1", "application/json")
                .code(200)
                .is("/components/schemas/io.k8s.api.apps.v1.DeploymentSpec/properties/replicas/type", "integer")
                .is("/components/schemas/io.k8s.api.apps.v1.DeploymentSpec/properties/replicas/format", "int32")
                .is("/components/schemas/io.k8s.api.apps.v1.DeploymentSpec/required", "[\"selector\",\"template\"]")
                .is(
                        "/components/schemas/io.k8s.api.apps.v1.Deployment/x-kubernetes-group-version-kind/0/kind",
                        "Deployment")
                .is("/components/schemas/io.k8s.api.core.v1.PodSpec/properties/containers/type", "array");
    }
}
