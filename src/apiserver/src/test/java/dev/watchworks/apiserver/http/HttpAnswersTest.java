package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAnswersTest {
    private static final int LIMIT = 3 * 1024 * 1024;

    private final HttpTestServer server = new HttpTestServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void withoutATokenHealthAndVersionAreToldAndNothingElse() throws Exception {
        assertThat(server.get("/readyz", null).body()).isEqualTo("ok");
        assertThat(server.get("/version", null).body()).contains("\"gitVersion\": \"v1.34.4+watchworks\"");
        HttpResponse<String> pods = server.get("/api/v1/namespaces/errors/pods", null);
        assertThat(pods.statusCode()).isEqualTo(403);
        assertThat(pods.body())
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"pods is forbidden: User \\\"system:anonymous\\\" cannot list resource \\\"pods\\\""
                        + " in API group \\\"\\\" in the namespace \\\"errors\\\"\",\"reason\":\"Forbidden\","
                        + "\"details\":{\"kind\":\"pods\"},\"code\":403}");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void withoutATokenAPathThatIsNoResourceIsForbiddenByItsName() throws Exception {
        assertThat(server.get("/apis", null).body())
                .contains("forbidden: User \\\"system:anonymous\\\" cannot get path \\\"/apis\\\"");
        assertThat(server.get("/apis/apps/v1/namespaces/errors/deployments/d", null)
                        .body())
                .contains("deployments.apps \\\"d\\\" is forbidden: User \\\"system:anonymous\\\" cannot get resource"
                        + " \\\"deployments\\\" in API group \\\"apps\\\" in the namespace \\\"errors\\\"");
        assertThat(server.get("/api/v1/nodes", null).body())
                .contains("\\\"nodes\\\" in API group \\\"\\\" at the cluster scope");
    }

    @Test
    void aWrongTokenIsUnauthorizedEverywhere() throws Exception {
        HttpResponse<String> answer = server.get("/healthz", "wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    }

    @Test
    void noAnswerAllowsAnotherOrigin() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/pods", HttpTestServer.TOKEN);

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(answer.headers().firstValue("Audit-Id")).isPresent();
    }

    @Test
    void pathsAndQueriesAreDecodedAsGoDecodesThem() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET /api/v1/pods/a%20b?labelSelector=a%3Db+c&limit=1;x=y&bad=%zz&empty HTTP/1.1\r\nHost: a\r\n"
                    + HttpTestServer.AUTHORIZATION + "\r\n");
            client.readUntil("\r\n\r\n");
        }

        ApiRequest request = Objects.requireNonNull(server.requests.poll());
        assertThat(request.info().path()).isEqualTo("/api/v1/pods/a b");
        assertThat(request.info().query().values()).containsOnlyKeys("labelSelector", "empty");
        assertThat(request.info().query().values()).containsEntry("labelSelector", List.of("a=b c"));
    }

    @Test
    void unknownPathsAreAnsweredInPlainText() throws Exception {
        for (String path : List.of("/somewhere", "/apis/nothing.example.com/v1/things")) {
            HttpResponse<String> answer = server.get(path, HttpTestServer.TOKEN);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).isEqualTo("404 page not found\n");
        }
    }

    @Test
    void aFailureInsideIsAStatusToo() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/namespaces/a/fail", HttpTestServer.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"reason\":\"InternalError\"").contains("on purpose");
    }

    @Test
    void aBodyBeyondThreeMebibytesIsRefusedAndTheConnectionGoesOn() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(LIMIT + 1, "")).send(new byte[LIMIT + 1]);

            assertThat(client.readUntil("\"code\":413}"))
                    .startsWith("HTTP/1.1 413")
                    .contains("Request entity too large: limit is 3145728");
            client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aBodyOfThreeMebibytesIsTaken() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(LIMIT, "")).send(new byte[LIMIT]);

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoWaitsToBeToldToContinueIsTold() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(2, "Expect: 100-continue\r\n"));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");

            client.send("{}");
            assertThat(client.readUntil("{}")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoWaitsToSendTooMuchIsRefusedBeforeSending() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(LIMIT + 1, "Expect: 100-continue\r\n"));

            assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aSlowBodyIsWaitedFor() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(4, "")).send("{ ");
            assertThat(client.isQuiet(Duration.ofMillis(200))).isTrue();

            client.send(" }");
            assertThat(client.readUntil("{  }")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("HEAD /api/v1/pods HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + HttpTestServer.AUTHORIZATION
                    + "\r\n");

            assertThat(client.readAll()).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
        }
    }

    private static String post(int length, String headers) {
        return "POST /api/v1/namespaces/a/configmaps HTTP/1.1\r\nHost: localhost\r\n" + HttpTestServer.AUTHORIZATION
                + headers + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
