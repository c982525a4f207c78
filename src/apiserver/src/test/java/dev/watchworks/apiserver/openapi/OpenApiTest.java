package dev.watchworks.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.json.Json;
import dev.watchworks.apiserver.kind.builtin.Kinds;
import dev.watchworks.apiserver.rest.ApiRequest;
import dev.watchworks.apiserver.rest.ApiResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final OpenApi openApi = new OpenApi(Kinds.all());

    @Test
    void the_index_leads_to_a_document_for_each_group_and_version() {
        JsonNode paths = Json.read(get("/openapi/v3").body()).path("paths");

        assertThat(paths.properties()).extracting(Map.Entry::getKey).contains("api/v1", "apis/apps/v1");
        for (JsonNode entry : paths) {
            assertThat(get(entry.path("serverRelativeURL").asText()).code()).isEqualTo(200);
        }
    }

    @Test
    void writes_declare_field_validation_as_kubectl_wants_it() {
        JsonNode paths = Json.read(get("/openapi/v3/apis/apps/v1").body()).path("paths");

        JsonNode patch = paths.path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(names(patch.path("parameters"))).contains("fieldValidation", "fieldManager", "dryRun");
        assertThat(patch.path("x-kubernetes-group-version-kind").path("kind").asText())
                .isEqualTo("Deployment");
    }

    @Test
    void strategic_merge_patches_are_not_promised_without_the_schemas_to_merge_by() {
        assertThat(new String(get("/openapi/v3/api/v1").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("application/merge-patch+json")
                .doesNotContain("strategic");
    }

    @Test
    void other_documents_are_not_there() {
        assertThat(get("/openapi/v3/apis/nothing.example.com/v1").code()).isEqualTo(404);
        assertThat(get("/openapi/v2").code()).isEqualTo(404);
    }

    private static Set<String> names(JsonNode parameters) {
        Set<String> names = new HashSet<>();
        parameters.forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    private ApiResponse.Whole get(String path) {
        return openApi.answer(new ApiRequest("GET", path, Map.of(), Map.of(), new byte[0]));
    }
}
