package dev.watchworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.PassThroughTest.Way;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without faults the gateway changes nothing: the tests compare each response with the cluster's. */
class TransparencyTest {
    private static final int LARGE = 2 * 1024 * 1024;

    @ParameterizedTest
    @EnumSource(Way.class)
    void binaryAndLargeBodiesComeThroughByteForByte(Way way) throws Exception {
        byte[] body = new byte[LARGE];
        new Random(17).nextBytes(body);
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            cluster.answer("/api/v1/pods", 200, "application/vnd.kubernetes.protobuf", body);
            try (Response response = client.get("/api/v1/pods")) {
                assertThat(response.header("Content-Type")).isEqualTo("application/vnd.kubernetes.protobuf");
                assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(LARGE));
                assertThat(response.body().bytes()).isEqualTo(body);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void requestBodiesComeThroughByteForByteWithTheirHeaders(Way way) throws Exception {
        byte[] body = new byte[LARGE];
        new Random(18).nextBytes(body);
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            echo(cluster, "/api/v1/namespaces/shop/pods/web");
            Request request = client.request("/api/v1/namespaces/shop/pods/web?fieldManager=test")
                    .patch(RequestBody.create(body, MediaType.get("application/merge-patch+json")))
                    .header("User-Agent", "learner/1")
                    .header("X-Repeated", "one")
                    .addHeader("X-Repeated", "two")
                    .build();
            try (Response response = client.http.newCall(request).execute()) {
                assertThat(response.body().bytes()).isEqualTo(body);
            }
            ScriptedCluster.Seen seen = cluster.nextRequest();
            assertThat(seen.method()).isEqualTo("PATCH");
            assertThat(seen.headers().get("Content-Type")).isEqualTo("application/merge-patch+json");
            assertThat(seen.headers().get("Content-Length")).isEqualTo(String.valueOf(LARGE));
            assertThat(seen.headers().getValuesList("User-Agent")).containsExactly("learner/1");
            assertThat(seen.headers().getValuesList("X-Repeated")).containsExactly("one", "two");
            assertThat(gateway.timeline().exchanges().get(0).call().verb()).isEqualTo("patch");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyIsAskedForOnlyWhenTheClusterWantsIt(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            echo(cluster, "/api/v1/namespaces/shop/pods");
            Request request = client.request("/api/v1/namespaces/shop/pods")
                    .post(RequestBody.create("{}", MediaType.get("application/json")))
                    .header("Expect", "100-continue")
                    .build();
            try (Response response = client.http.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.body().string()).isEqualTo("{}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void compressedBodiesStayCompressed(Way way) throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"items\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            cluster.on("/api/v1/pods", ScriptedCluster.handler((request, response, callback) -> {
                response.getHeaders()
                        .put("Content-Encoding", request.getHeaders().get("Accept-Encoding"));
                response.write(true, ByteBuffer.wrap(zipped.toByteArray()), callback);
            }));
            Request request = client.request("/api/v1/pods")
                    .header("Accept-Encoding", "gzip")
                    .build();
            try (Response response = client.http.newCall(request).execute()) {
                assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
                assertThat(response.body().bytes()).isEqualTo(zipped.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void answersWithoutABodyAndErrorsKeepTheirStatusAndHeaders(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            for (int status : new int[] {200, 204, 304, 301, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503, 504}) {
                boolean bodiless = status == 204 || status == 304;
                String body = bodiless ? "" : "{\"code\":" + status + "}";
                cluster.on("/api/v1/pods", ScriptedCluster.handler((request, response, callback) -> {
                    response.setStatus(status);
                    response.getHeaders().put("Warning", "299 - \"careful\"");
                    response.getHeaders().put("Audit-Id", "abc");
                    response.getHeaders().put("Location", "/elsewhere");
                    response.getHeaders().add("Retry-After", "7");
                    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
                }));
                okhttp3.OkHttpClient plain =
                        client.http.newBuilder().followRedirects(false).build();
                Request request = client.request("/api/v1/pods").build();
                try (Response response = plain.newCall(request).execute()) {
                    assertThat(response.code()).isEqualTo(status);
                    assertThat(response.body().string()).isEqualTo(body);
                    assertThat(response.headers("Warning")).containsExactly("299 - \"careful\"");
                    assertThat(response.headers("Audit-Id")).containsExactly("abc");
                    assertThat(response.headers("Location")).containsExactly("/elsewhere");
                    assertThat(response.headers("Retry-After")).containsExactly("7");
                    assertThat(response.headers("Date")).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHeadAnswerKeepsTheLengthOfTheBodyThatItDoesNotHave(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            cluster.on("/api/v1/pods", ScriptedCluster.handler((request, response, callback) -> {
                response.getHeaders().put("Content-Length", 1234);
                response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            }));
            for (int attempt = 0; attempt < 2; attempt++) {
                Request request = client.request("/api/v1/pods").head().build();
                try (Response response = client.http.newCall(request).execute()) {
                    assertThat(response.header("Content-Length")).isEqualTo("1234");
                    assertThat(response.body().bytes()).isEmpty();
                }
            }
            assertThat(gateway.timeline().counters().connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void trailersComeThrough(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            cluster.on("/api/v1/pods", ScriptedCluster.handler((request, response, callback) -> {
                response.getHeaders().put("Trailer", "X-Checksum");
                response.setTrailersSupplier(() -> HttpFields.build().put("X-Checksum", "17"));
                Content.Sink.write(
                        response,
                        false,
                        "{}",
                        Callback.from(() -> response.write(true, BufferUtil.EMPTY_BUFFER, callback), callback::failed));
            }));
            try (Response response = client.get("/api/v1/pods")) {
                assertThat(response.body().string()).isEqualTo("{}");
                assertThat(response.trailers().get("X-Checksum")).isEqualTo("17");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void oddPathsAndQueriesComeThroughAsTheyAreWritten(Way way) throws Exception {
        try (ScriptedCluster cluster = way.cluster();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, way.client())) {
            for (String path : new String[] {
                "/api/v1/pods?watch&limit=",
                "/api/v1/namespaces/shop/services/https:web:443/proxy/a%2Fb?x=%7B%7D&x=2&&y",
                "/apis/example.com/v1/things?labelSelector=a%21%3Db%2Cc+in+%28d%29",
                "/"
            }) {
                client.get(path).close();
                assertThat(cluster.nextRequest().pathAndQuery()).isEqualTo(path);
            }
        }
    }

    private static void echo(ScriptedCluster cluster, String path) {
        cluster.on(
                path,
                ScriptedCluster.handler((request, response, callback) -> Content.copy(request, response, callback)));
    }
}
