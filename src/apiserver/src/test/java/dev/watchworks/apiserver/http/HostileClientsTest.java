package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.loopback.CertificateAuthority;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends, it gets an answer, and the next client is served. */
class HostileClientsTest {
    private static final String HOST = "Host: localhost\r\n" + HttpTestServer.AUTHORIZATION;

    private final HttpTestServer server = new HttpTestServer();

    @AfterEach
    void stillServes() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        } finally {
            server.close();
        }
    }

    static List<String> malformed() {
        return List.of(
                "GET /api/v1/pods/%zz HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods/% HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods/%u00ff HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods/%ff%fe HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods/%00 HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods/\u00ff\u00fe HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods;a=b/..;/x HTTP/1.1\r\n" + HOST + "\r\n",
                "GET " + "/a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods?" + "a".repeat(40_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/pods HTTP/1.1\r\n" + HOST + "X: " + "y".repeat(40_000) + "\r\n\r\n",
                "GET /api/v1/pods HTTP/1.1\r\n\r\n",
                "GET /api/v1/pods HTTP/1.1\r\nHost: a b c\r\n\r\n",
                "GET /api/v1/pods HTTP/1.1\r\n" + HOST + "no colon here\r\n\r\n",
                "GET /api/v1/pods HTTP/9.9\r\n" + HOST + "\r\n",
                "BREW /api/v1/pods HTTP/1.1\r\n" + HOST + "\r\n",
                "G\u0001T /api/v1/pods HTTP/1.1\r\n" + HOST + "\r\n",
                "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n\r\n",
                "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Content-Length: two\r\n\r\n{}",
                "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Transfer-Encoding: nonsense\r\n\r\n{}",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 this is TLS\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\r\n\r\n\r\nnot http at all\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedRequestGetsAnAnswer(String request) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(request).finish();

            String answer = client.readAll();
            assertThat(answer).matches("(?s)HTTP/1\\.1 [1-5]\\d\\d .*");
            assertThat(answer).doesNotContain("<html").doesNotContain("Exception");
        }
    }

    @Test
    void plainHttpToATlsPortIsToldSo() throws IOException {
        try (HttpTestServer secure = new HttpTestServer(CertificateAuthority.generate());
                RawClient client = secure.connect()) {
            client.send("GET /api HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(client.readAll())
                    .startsWith("HTTP/1.0 400 Bad Request\r\n")
                    .endsWith("Client sent an HTTP request to an HTTPS server.\n");
        }
    }

    @Test
    void halfRequestsThatAreDroppedDoNoHarm() throws IOException {
        String whole = "POST /api/v1/pods HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}";
        for (int length = 1; length < whole.length(); length++) {
            RawClient client = server.connect().send(whole.substring(0, length));
            if (length % 2 == 0) {
                client.reset();
            } else {
                client.close();
            }
        }
        assertThat(server.requests).hasSizeLessThan(2);
    }
}
