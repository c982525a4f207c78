package dev.watchworks.apiserver;

import dev.watchworks.loopback.PemReader;
import dev.watchworks.loopback.TrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** The JDK's client, pointed at a server. */
final class TestClient {
    private final EmbeddedApiServer server;
    private final String token;
    private final HttpClient client;

    TestClient(EmbeddedApiServer server) {
        this(server, server.token());
    }

    TestClient(EmbeddedApiServer server, String token) {
        this.server = server;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (!server.caCertificatePem().isEmpty()) {
            builder.sslContext(trusting(server.caCertificatePem()));
        }
        client = builder.build();
    }

    private static SSLContext trusting(String pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, TrustStore.trustManagers(PemReader.certificates(pem)), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    InputStream stream(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofInputStream()).body();
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
