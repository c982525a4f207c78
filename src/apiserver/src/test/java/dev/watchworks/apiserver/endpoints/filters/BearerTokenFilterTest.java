package dev.watchworks.apiserver.endpoints.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenFilterTest {
    private final BearerTokenFilter filter = new BearerTokenFilter("secret");

    @Test
    void theTokenPasses() {
        assertThat(filter.refuse(info("/api/v1/pods"), Map.of("authorization", "Bearer secret")))
                .isNull();
    }

    @Test
    void theTokenAlsoPassesFromAPageAndUnderAForeignName() {
        Map<String, String> headers =
                Map.of("authorization", "bearer secret", "host", "cluster.example.com", "sec-fetch-site", "cross-site");

        assertThat(filter.refuse(info("/api/v1/pods"), headers)).isNull();
    }

    @Test
    void anotherTokenIsUnauthorized() {
        ApiResponse.Whole refusal =
                Objects.requireNonNull(filter.refuse(info("/version"), Map.of("authorization", "Bearer other")));

        assertThat(refusal.code()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/livez", "/readyz", "/version"})
    void anonymousClientsMayReadHealthAndVersion(String path) {
        assertThat(filter.refuse(info(path), Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/watch/pods | pods | '' | cannot watch resource \"pods\" in API group \"\" at the cluster scope",
                "/api/v1/watch/namespaces/a/pods | pods | '' | cannot watch resource \"pods\" in API group \"\" in the"
                        + " namespace \"a\"",
                "/api/v1/watch/namespaces/a/pods/x | pods \"x\" | x | cannot watch resource \"pods\" in API group \"\""
                        + " in the namespace \"a\"",
                "/apis/apps/v1/namespaces/a/deployments/x/status | deployments.apps \"x\" | x | cannot get resource"
                        + " \"deployments/status\" in API group \"apps\" in the namespace \"a\""
            })
    void aRefusalNamesVerbResourceAndName(String path, String subject, String name, String action) {
        ApiResponse.Whole refusal = Objects.requireNonNull(filter.refuse(info(path), Map.of()));

        JsonNode status = Json.read(refusal.body());
        assertThat(refusal.code()).isEqualTo(403);
        assertThat(status.path("message").asText())
                .isEqualTo(subject + " is forbidden: User \"system:anonymous\" " + action);
        assertThat(status.path("details").path("name").asText()).isEqualTo(name);
    }

    private static RequestInfo info(String path) {
        return RequestInfo.of("GET", path, null);
    }
}
