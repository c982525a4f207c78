package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.EmbeddedApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is asked, the whole server has an answer, and none that it failed. Requests come at random; one that is
 * answered wrong is made as short as it can be, and its seed is printed. {@code -Djqwik.tries.default=100000} sends more.
 */
class HostileRequestsTest {
    private static EmbeddedApiServer server;

    @BeforeContainer
    static void start() {
        server = EmbeddedApiServer.builder()
                .plainHttp()
                .withoutToken()
                .withoutControllers()
                .seed(7)
                .start();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRequestGetsAnAnswerAndTheServerFailsAtNone(@ForAll("requests") String request) throws IOException {
        assertThat(answer(HostileRequests.bytes(HostileRequests.OBJECTS_THAT_ARE_THERE)))
                .contains("\"name\":\"a\"");
        String answer = answer(HostileRequests.bytes(request));
        assertThat(answer).matches("(?s)HTTP/1\\.1 [1-5]\\d\\d .*").doesNotContain("<html", "Exception", "\tat ");
        if (answer.startsWith("HTTP/1.1 500")) {
            // A real server says 500 too, to a version that is no number and the like, but without this reason.
            assertThat(answer).doesNotContain("InternalError");
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aRequestWithDamagedBytesGetsAnAnswer(@ForAll("damaged") byte[] request) throws IOException {
        assertThat(answer(request)).startsWith("HTTP/1.1 ").doesNotContain("<html", "Exception", "InternalError");
    }

    /** The client has no more to say, which also ends a watch. */
    private static String answer(byte[] request) throws IOException {
        try (RawClient client = connect()) {
            return client.send(request).finish().readAll();
        }
    }

    private static RawClient connect() throws IOException {
        return new RawClient(server.url().getPort());
    }

    @Provide
    Arbitrary<String> requests() {
        return HostileRequests.all();
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] whole = ("POST /api/v1/namespaces/default/configmaps?dryRun=All HTTP/1.1\r\nHost: localhost\r\n"
                        + "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
                        + "{\"metadata\":{\"name\":\"fuzz\"}}")
                .getBytes(StandardCharsets.ISO_8859_1);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, whole.length - 1);
        return Combinators.combine(
                        places.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.bytes().list().ofSize(5))
                .as((at, bytes) -> {
                    byte[] damaged = whole.clone();
                    for (int index = 0; index < at.size(); index++) {
                        damaged[at.get(index)] = bytes.get(index);
                    }
                    return damaged;
                });
    }
}
