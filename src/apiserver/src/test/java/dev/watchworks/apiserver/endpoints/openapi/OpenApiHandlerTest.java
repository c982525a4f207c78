package dev.watchworks.apiserver.endpoints.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiHandlerTest {
    private final OpenApiHandler openApi = new OpenApiHandler(new ResourceTypes(BuiltinResourceTypes.all()));

    @Test
    void theIndexLeadsToADocumentForEachGroupAndVersion() {
        JsonNode paths = Json.read(get("/openapi/v3").body()).path("paths");

        assertThat(paths.properties()).extracting(Map.Entry::getKey).contains("api/v1", "apis/apps/v1");
        for (JsonNode entry : paths) {
            String url = entry.path("serverRelativeURL").asText();
            assertThat(url).matches(".*\\?hash=[0-9A-F]{128}");
            assertThat(get(url.replaceFirst("\\?.*", "")).code()).isEqualTo(200);
        }
    }

    @Test
    void writesDeclareFieldValidationAsKubectlWantsIt() {
        JsonNode paths = Json.read(get("/openapi/v3/apis/apps/v1").body()).path("paths");

        JsonNode patch = paths.path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(names(patch.path("parameters"))).contains("fieldValidation", "fieldManager", "dryRun");
        assertThat(patch.path("x-kubernetes-group-version-kind").path("kind").asText())
                .isEqualTo("Deployment");
    }

    @Test
    void theDocumentsHaveTheSchemasByWhichKubectlMergesAndExplains() {
        JsonNode document = Json.read(get("/openapi/v3/api/v1").body());

        assertThat(document.at("/components/schemas/io.k8s.api.core.v1.PodSpec/properties/containers/"
                                + "x-kubernetes-patch-merge-key")
                        .asText())
                .isEqualTo("name");
        assertThat(document.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .contains("/api/v1/namespaces/{namespace}/pods/{name}/log")
                .doesNotContain("/api/v1/namespaces/{namespace}/pods/{name}/exec");
    }

    @Test
    void otherDocumentsAreNotThere() {
        assertThat(get("/openapi/v3/apis/nothing.example.com/v1").code()).isEqualTo(404);
        assertThat(get("/openapi/v1").code()).isEqualTo(404);
    }

    @Test
    void theDocumentOfAllGroupsHasTheSameSchemasInTheOlderForm() {
        JsonNode document = Json.read(get("/openapi/v2").body());

        JsonNode definitions = document.path("definitions");
        assertThat(definitions
                        .at("/io.k8s.api.apps.v1.Deployment/properties/metadata")
                        .toString())
                .isEqualTo("{\"$ref\":\"#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta\"}");
        assertThat(definitions
                        .path("io.k8s.apimachinery.pkg.util.intstr.IntOrString")
                        .toString())
                .isEqualTo("{\"type\":\"string\",\"format\":\"int-or-string\"}");
        assertThat(definitions
                        .at("/io.k8s.api.core.v1.ConfigMap/properties/data")
                        .toString())
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}");
        JsonNode patch = document.path("paths")
                .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(names(patch.path("parameters"))).contains("body", "fieldValidation", "fieldManager", "dryRun");
    }

    @Test
    void kubectlGetsTheDocumentInProtobuf() {
        ApiResponse.Whole response = openApi.handle(new ApiRequest(
                RequestInfo.of("GET", "/openapi/v2", null),
                Map.of("accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"),
                new byte[0]));

        assertThat(response.contentType()).startsWith("application/com.github.proto-openapi");
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .startsWith("\n\u00032.0")
                .contains("io.k8s.api.core.v1.ConfigMap", "x-kubernetes-group-version-kind");
    }

    private static Set<String> names(JsonNode parameters) {
        Set<String> names = new HashSet<>();
        parameters.forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    private ApiResponse.Whole get(String path) {
        return openApi.handle(new ApiRequest(RequestInfo.of("GET", path, null), Map.of(), new byte[0]));
    }
}
