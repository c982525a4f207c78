package dev.watchworks.apiserver.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.filters.AuthenticationFilter;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestDispatcherTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.6Z"), ZoneOffset.UTC);

    private final RequestDispatcher front = new RequestDispatcher(
            AuthenticationFilter.open(),
            BuiltinResourceTypes.all(),
            CLOCK,
            0,
            request -> CompletableFuture.completedFuture(
                    new ApiResponse.Whole(200, request.header("content-type"), Map.of(), request.body())));

    @Test
    void aProtobufBodyReachesTheVerbsAsJson() {
        byte[] body = {
            'k', '8', 's', 0, 10, 15, 10, 2, 'v', '1', 18, 9, 'N', 'a', 'm', 'e', 's', 'p', 'a', 'c', 'e', 0x12, 5, 10,
            3, 10, 1, 'x', 26, 0, 34, 0
        };

        ApiResponse.Whole answer = post("/api/v1/namespaces", "application/vnd.kubernetes.protobuf", body);

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(Json.read(answer.body()))
                .isEqualTo(Json.read("{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"x\"}}"));
    }

    @Test
    void whatClaimsToBeProtobufIsRefusedInARealServersWords() {
        ApiResponse.Whole answer = post(
                "/api/v1/namespaces/default/configmaps",
                "application/vnd.kubernetes.protobuf",
                "abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.code()).isEqualTo(400);
        assertThat(Json.read(answer.body()).path("message").asText())
                .isEqualTo("the object provided is unrecognized (must be of type ConfigMap): provided data does not"
                        + " appear to be a protobuf message, expected prefix [107 56 115 0] (616263)");
    }

    @Test
    void aClientMayAskWhoItIsAndWhatItMayDo() {
        JsonNode self =
                Json.read(post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "application/json", json("{}"))
                        .body());
        assertThat(self.at("/status/userInfo/username").asText()).isEqualTo("kubernetes-admin");
        assertThat(self.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");

        JsonNode access = Json.read(post(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "application/json",
                        json("{\"spec\":{\"resourceAttributes\":{\"verb\":\"list\"}}}"))
                .body());
        assertThat(access.at("/status/allowed").asBoolean()).isTrue();
        assertThat(access.at("/spec/resourceAttributes/verb").asText()).isEqualTo("list");
    }

    @Test
    void aReviewCanOnlyBeCreated() {
        ApiRequest get = new ApiRequest(
                "GET", "/apis/authentication.k8s.io/v1/selfsubjectreviews", Map.of(), Map.of(), new byte[0]);

        assertThat(whole(get).code()).isEqualTo(405);
    }

    private ApiResponse.Whole post(String path, String contentType, byte[] body) {
        return whole(new ApiRequest("POST", path, Map.of(), Map.of("content-type", contentType), body));
    }

    private ApiResponse.Whole whole(ApiRequest request) {
        ApiResponse answer = front.answer(request).toCompletableFuture().join();
        assertThat(answer).isInstanceOf(ApiResponse.Whole.class);
        return (ApiResponse.Whole) answer;
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
