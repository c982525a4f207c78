package dev.watchworks.apiserver.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestDispatcherTest {
    private final RequestDispatcher dispatcher = new RequestDispatcher(
            (info, headers) -> null,
            0,
            new ResourceTypes(BuiltinResourceTypes.all()),
            request -> CompletableFuture.completedFuture(handle(request)));

    private static ApiResponse handle(ApiRequest request) {
        return switch (request.info().name()) {
            case "late" -> throw ApiErrors.tooLargeResourceVersion(7, 5);
            case "broken" -> throw new IllegalStateException("on purpose");
            default -> ApiResponse.text(200, request.info().verb());
        };
    }

    @Test
    void requestsAboutObjectsReachTheResources() {
        assertThat(text(get("/api/v1/namespaces/default/pods/web"))).isEqualTo("get");
        assertThat(text(get("/apis/apps/v1/deployments"))).isEqualTo("list");
    }

    @Test
    void aFailureBecomesAStatusWithItsRetryAfter() {
        ApiResponse.Whole response = get("/api/v1/nodes/late");

        assertThat(response.code()).isEqualTo(504);
        assertThat(response.headers()).containsEntry("Retry-After", "1");
        assertThat(Json.read(response.body()).path("reason").asText()).isEqualTo("Timeout");
    }

    @Test
    void anUnexpectedFailureBecomesAnInternalError() {
        ApiResponse.Whole response = get("/api/v1/nodes/broken");

        assertThat(response.code()).isEqualTo(500);
        assertThat(Json.read(response.body()).path("message").asText())
                .isEqualTo("Internal error occurred: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void unknownPathsAndGroupsAreNotFoundInPlainText() {
        assertThat(text(get("/nothing"))).isEqualTo("404 page not found\n");
        assertThat(text(get("/apis/nothing.example.com/v1/things"))).isEqualTo("404 page not found\n");
        assertThat(text(get("/apis/nothing.example.com/v1"))).isEqualTo("404 page not found\n");
        assertThat(Json.read(get("/apis/apps/v9").body()).path("reason").asText())
                .isEqualTo("NotFound");
    }

    @Test
    void objectsHaveNoHead() {
        assertThat(send("HEAD", "/api/v1/pods").code()).isEqualTo(405);
    }

    private ApiResponse.Whole get(String path) {
        return send("GET", path);
    }

    private ApiResponse.Whole send(String method, String path) {
        ApiRequest request = new ApiRequest(RequestInfo.of(method, path, null), Map.of(), new byte[0]);
        ApiResponse response = dispatcher.handle(request).toCompletableFuture().join();
        assertThat(response).isInstanceOf(ApiResponse.Whole.class);
        return (ApiResponse.Whole) response;
    }

    private static String text(ApiResponse.Whole response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
