package dev.watchworks.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddedApiServerTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

    @Test
    void servesHttp2OverTlsToWhoBearsTheToken() throws Exception {
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            TestClient client = new TestClient(server);

            assertThat(client.get("/api/v1/namespaces/default").statusCode()).isEqualTo(200);
            assertThat(client.get("/readyz").version().name()).isEqualTo("HTTP_2");
            assertThat(new TestClient(server, "").get(CONFIG_MAPS).statusCode()).isEqualTo(403);
            assertThat(new TestClient(server, "guess").get(CONFIG_MAPS).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void everyServerHasATokenOfItsOwn() {
        try (EmbeddedApiServer one = EmbeddedApiServer.start();
                EmbeddedApiServer other = EmbeddedApiServer.start()) {
            assertThat(one.token()).hasSizeGreaterThan(20).isNotEqualTo(other.token());
            assertThat(one.url()).isNotEqualTo(other.url());
            assertThat(one.kubeconfig()).contains(one.url().toString(), one.token());
        }
    }

    @Test
    void oneKubeconfigWorksForEachStartWithAFixedPortTokenAndAuthority() throws Exception {
        String kubeconfig;
        int port;
        try (EmbeddedApiServer first = withAuthority(0)) {
            kubeconfig = first.kubeconfig();
            port = first.url().getPort();
            assertThat(first.caCertificatePem()).isEqualToIgnoringNewLines(file("ca.crt"));
        }
        try (EmbeddedApiServer second = withAuthority(port)) {
            assertThat(second.kubeconfig()).isEqualTo(kubeconfig);
            assertThat(new TestClient(second).get(CONFIG_MAPS).statusCode()).isEqualTo(200);
        }
    }

    private static EmbeddedApiServer withAuthority(int port) throws IOException {
        return EmbeddedApiServer.builder()
                .withoutControllers()
                .certificateAuthority(file("ca.crt"), file("ca.key"))
                .token("fixed")
                .port(port)
                .start();
    }

    private static String file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(EmbeddedApiServerTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aNewAuthorityVouchesForEveryServer() {
        try (EmbeddedApiServer one = EmbeddedApiServer.start();
                EmbeddedApiServer other = EmbeddedApiServer.start()) {
            assertThat(one.caCertificatePem()).isNotEqualTo(other.caCertificatePem());
        }
    }

    @Test
    void plainHttpWithoutATokenIsOpenToProgramsButNotToPages() throws Exception {
        try (EmbeddedApiServer server =
                EmbeddedApiServer.builder().plainHttp().withoutToken().start()) {
            TestClient client = new TestClient(server);

            assertThat(server.url().getScheme()).isEqualTo("http");
            assertThat(server.caCertificatePem()).isEmpty();
            assertThat(client.get(CONFIG_MAPS).statusCode()).isEqualTo(200);
            assertThat(client.get(CONFIG_MAPS, "Origin", "https://example.com").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aWatchOverHttp2TellsWhatHappens() throws Exception {
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            TestClient client = new TestClient(server);
            String watch = CONFIG_MAPS + "?watch=true&resourceVersion=" + server.resourceVersion()
                    + "&fieldSelector=metadata.name%3Dwatched";
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.stream(watch), StandardCharsets.UTF_8))) {
                client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"watched\"}}");

                JsonNode event = Json.read(Objects.requireNonNull(lines.readLine()));
                assertThat(event.path("type").asText()).isEqualTo("ADDED");
                server.close();
                assertThat(lines.readLine()).as("the end").isNull();
            }
        }
    }

    @Test
    void controlLoopsRunAPodUnlessTheyAreOff() throws Exception {
        String pod = "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx\"}]}}";
        String pods = "/api/v1/namespaces/default/pods";
        try (EmbeddedApiServer on = EmbeddedApiServer.builder()
                        .simulatedLatency(SimulatedLatency.immediate())
                        .start();
                EmbeddedApiServer off =
                        EmbeddedApiServer.builder().withoutControllers().start()) {
            new TestClient(off).post(pods, pod);
            new TestClient(on).post(pods, pod);

            await("the pod runs")
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> phase(on).equals("Running"));
            assertThat(phase(off)).isEqualTo("Pending");
        }
    }

    private static String phase(EmbeddedApiServer server) throws Exception {
        String body =
                new TestClient(server).get("/api/v1/namespaces/default/pods/p").body();
        return Json.read(body).at("/status/phase").asText();
    }

    @Test
    void compactionExpiresOlderVersions() throws Exception {
        try (EmbeddedApiServer server =
                EmbeddedApiServer.builder().withoutControllers().start()) {
            TestClient client = new TestClient(server);
            long before = server.resourceVersion();
            client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"one\"}}");
            client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"two\"}}");
            assertThat(server.resourceVersion()).isEqualTo(before + 2);

            server.compact();

            String answer = client.get(CONFIG_MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=" + before)
                    .body();
            assertThat(answer).contains("\"reason\":\"Expired\"").contains("too old resource version: " + before);
        }
    }

    @Test
    void clockAndSeedMakeAServerRepeatable() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        String first = generated(clock);

        assertThat(first).isEqualTo(generated(clock)).contains("\"creationTimestamp\":\"2026-01-02T03:04:05Z\"");
    }

    private static String generated(Clock clock) throws Exception {
        try (EmbeddedApiServer server = EmbeddedApiServer.builder()
                .withoutControllers()
                .clock(clock)
                .seed(7)
                .start()) {
            return new TestClient(server)
                    .post(CONFIG_MAPS, "{\"metadata\":{\"generateName\":\"made-\"}}")
                    .body();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            int port = server.url().getPort();

            assertThatThrownBy(() -> EmbeddedApiServer.builder().port(port).start())
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndLeavesNoThread() {
        EmbeddedApiServer server = EmbeddedApiServer.start();
        server.close();
        server.close();

        await("no thread is left")
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("apiserver")));
    }
}
