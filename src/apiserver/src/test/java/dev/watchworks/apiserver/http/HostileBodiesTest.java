package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.loopback.ConnectionTimeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, too slow, or never end. */
class HostileBodiesTest {
    private static final String POST = "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: localhost\r\n"
            + HttpTestServer.AUTHORIZATION + "Content-Type: application/json\r\n";
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS_OF_64_MEGABYTES = 1024;

    /** What a real server says, word for word. */
    private static final String TOO_LARGE = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
            + "\"status\":\"Failure\",\"message\":\"Request entity too large: limit is 3145728\","
            + "\"reason\":\"RequestEntityTooLarge\",\"code\":413}";

    private final HttpTestServer server =
            new HttpTestServer(null, new ConnectionTimeouts(Duration.ZERO, Duration.ofSeconds(1)));

    @AfterEach
    void stillServes() throws IOException {
        assertServes();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 67108864", "Content-Length: 67108864\r\nContent-Encoding: gzip"})
    void aBodyOf64MegabytesIsTooLarge(String length) throws IOException {
        try (RawClient client = server.connect().send(POST + length + "\r\n\r\n")) {
            for (int block = 0; block < BLOCKS_OF_64_MEGABYTES; block++) {
                client.send(new byte[BLOCK]);
            }

            assertThat(client.readUntil("413}")).startsWith("HTTP/1.1 413 ").endsWith(TOO_LARGE);
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void chunksOf64MegabytesAreTooLarge() throws IOException {
        try (RawClient client = server.connect().send(POST + "Transfer-Encoding: chunked\r\n\r\n")) {
            for (int block = 0; block < BLOCKS_OF_64_MEGABYTES; block++) {
                client.send(chunk());
            }
            client.send("0\r\n\r\n");

            assertThat(client.readUntil("413}")).startsWith("HTTP/1.1 413 ").endsWith(TOO_LARGE);
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void chunksWithoutAnEndAreCutOff() throws Exception {
        try (RawClient client = server.connect().send(POST + "Transfer-Encoding: chunked\r\n\r\n")) {
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> sendUntilCut(client));

            assertThat(sent.get(20, TimeUnit.SECONDS)).isLessThan(4L * BLOCKS_OF_64_MEGABYTES * BLOCK);
        }
        assertThat(server.requests).isEmpty();
    }

    private static long sendUntilCut(RawClient client) {
        for (long sent = 0; ; sent += BLOCK) {
            try {
                client.send(chunk());
            } catch (IOException cut) {
                return sent;
            }
        }
    }

    @Test
    void aBodyThatStopsShortGetsAnAnswer() throws IOException {
        try (RawClient client = server.connect().send(POST + "Content-Length: 100\r\n\r\n{\"kind\"")) {
            client.finish();

            assertThat(client.readAll()).startsWith("HTTP/1.1 400");
        }
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n{\"kind\"",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n[["
            })
    void aBodyOfWhichNoMoreComesHoldsUpNobodyAndGetsAnAnswer(String beginning) throws IOException {
        try (RawClient client = server.connect().send(POST + beginning)) {
            assertServes();

            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("\"message\":\"nothing more of the request's body has come for too long; the connection"
                            + " is closed\",\"reason\":\"Timeout\",\"code\":408}");
        }
        assertThat(server.requests).isEmpty();
    }

    private void assertServes() throws IOException {
        try (RawClient client = server.connect().send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        }
    }

    private static byte[] chunk() {
        byte[] head = "10000\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[head.length + BLOCK + 2];
        System.arraycopy(head, 0, chunk, 0, head.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }
}
