package dev.watchworks.apiserver.endpoints.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginFilterTest {
    private final RequestInfo pods = RequestInfo.of("GET", "/api/v1/namespaces/default/pods", null);

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8080", "127.0.0.1:40123", "[::1]:40123"})
    void programsThatUseALoopbackNameMayPass(String host) {
        assertThat(new OriginFilter().refuse(pods, Map.of("host", host))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example.com", "attacker.example.com:40123", "127.0.0.1.nip.io", "10.0.0.1:40123"})
    void aForeignHostIsRefused(String host) {
        ApiResponse.Whole refusal = new OriginFilter().refuse(pods, Map.of("host", host));

        assertForbidden(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "same-origin", "none"})
    void aPageInABrowserIsRefused(String site) {
        assertForbidden(new OriginFilter().refuse(pods, Map.of("host", "localhost", "sec-fetch-site", site)));
    }

    @Test
    void aRequestWithAnOriginIsRefused() {
        assertForbidden(new OriginFilter().refuse(pods, Map.of("host", "localhost", "origin", "http://localhost")));
    }

    private static void assertForbidden(ApiResponse.Whole refusal) {
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(403);
        assertThat(Json.read(refusal.body()).path("message").asText())
                .isEqualTo("pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group"
                        + " \"\" in the namespace \"default\"");
    }
}
