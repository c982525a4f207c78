package dev.watchworks.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write takes its path apart once, parses its body once and decodes one object. Nothing else uses the server. */
class ReadOnceTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static EmbeddedApiServer server;

    /** Counts of one request. */
    private record Work(int code, long requestInfos, long parses, long decodes) {}

    @BeforeAll
    static void startServer() {
        server = EmbeddedApiServer.builder()
                .plainHttp()
                .withoutToken()
                .withoutControllers()
                .start();
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, '', application/json",
        "PUT, /status, application/json",
        "PATCH, '', application/merge-patch+json",
        "PATCH, /status, application/merge-patch+json",
        "PATCH, '', application/strategic-merge-patch+json",
        "PATCH, '', application/json-patch+json",
        "PUT, /scale, application/json",
        "PATCH, /scale, application/merge-patch+json",
        "PATCH, '', application/apply-patch+yaml",
        "PATCH, /status, application/apply-patch+yaml"
    })
    void aChangeIsReadOnce(String method, String subresource, String contentType) throws Exception {
        String name = (method + subresource + contentType).replaceAll("[^a-z]", "");
        String deployment = deployment(name);
        send("POST", DEPLOYMENTS, JSON, deployment.getBytes(StandardCharsets.UTF_8));
        String body = contentType.contains("json-patch")
                ? "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3}]"
                : contentType.contains("apply-patch")
                        ? "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name
                                + "\"}}"
                        : "PATCH".equals(method) || subresource.equals("/scale")
                                ? "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"replicas\":3}}"
                                : deployment;

        Work work = send(
                method,
                DEPLOYMENTS + '/' + name + subresource + "?fieldManager=me",
                contentType,
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(work).isEqualTo(new Work(200, 1, 1, 1));
    }

    @Test
    void aCreateIsReadOnce() throws Exception {
        Work work = send("POST", DEPLOYMENTS, JSON, deployment("created").getBytes(StandardCharsets.UTF_8));

        assertThat(work).isEqualTo(new Work(201, 1, 1, 1));
    }

    @Test
    void protobufIsReadOnce() throws Exception {
        assertThat(send("POST", NAMESPACES, PROTOBUF, namespace('x'))).isEqualTo(new Work(201, 1, 1, 1));
        assertThat(send("PUT", NAMESPACES + "/x", PROTOBUF, namespace('x'))).isEqualTo(new Work(200, 1, 1, 1));
    }

    @Test
    void aDeletionDecodesNoObject() throws Exception {
        send("POST", DEPLOYMENTS, JSON, deployment("deleted").getBytes(StandardCharsets.UTF_8));

        byte[] options = "{\"propagationPolicy\":\"Foreground\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(send("DELETE", DEPLOYMENTS + "/deleted", JSON, options)).isEqualTo(new Work(200, 1, 1, 0));
    }

    @Test
    void aReadParsesNothing() throws Exception {
        assertThat(send("GET", DEPLOYMENTS + "?limit=500&labelSelector=app%3Dweb", JSON, new byte[0]))
                .isEqualTo(new Work(200, 1, 0, 0));
    }

    private static Work send(String method, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        RequestMetrics.REQUEST_INFOS.reset();
        RequestMetrics.BODY_PARSES.reset();
        RequestMetrics.SCHEMA_DECODES.reset();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", contentType)
                .build();
        int code = CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return new Work(
                code,
                RequestMetrics.REQUEST_INFOS.sum(),
                RequestMetrics.BODY_PARSES.sum(),
                RequestMetrics.SCHEMA_DECODES.sum());
    }

    private static String deployment(String name) {
        return "{\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":{\"app\":"
                + "\"web\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":["
                + "{\"name\":\"web\",\"image\":\"nginx\"}]}}}}";
    }

    /** A namespace as kubectl sends it. */
    private static byte[] namespace(char name) {
        return new byte[] {
            'k',
            '8',
            's',
            0,
            10,
            15,
            10,
            2,
            'v',
            '1',
            18,
            9,
            'N',
            'a',
            'm',
            'e',
            's',
            'p',
            'a',
            'c',
            'e',
            18,
            5,
            10,
            3,
            10,
            1,
            (byte) name,
            26,
            0,
            34,
            0
        };
    }
}
