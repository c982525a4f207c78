package dev.watchworks.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests to a server under test. */
final class Client {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final LoopbackServer server;
    private final HttpClient http;

    Client(LoopbackServer server) {
        this(server, HttpClient.newHttpClient());
    }

    Client(LoopbackServer server, CertificateAuthority trusted, HttpClient.Version version) {
        this(
                server,
                HttpClient.newBuilder()
                        .sslContext(trusted.clientContext())
                        .version(version)
                        .build());
    }

    private Client(LoopbackServer server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(String path) throws Exception {
        return http.send(request(path), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .timeout(LONGEST_ANSWER)
                .build();
    }

    /** Sends bytes over plain TCP, and returns all bytes from the server until it closes the connection. */
    static String raw(LoopbackServer server, String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
