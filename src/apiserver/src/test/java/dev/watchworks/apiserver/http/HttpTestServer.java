package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.filters.BearerTokenFilter;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.ConnectionTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The HTTP side over plain HTTP, in front of verbs that echo, and of watches that a test feeds. */
final class HttpTestServer implements AutoCloseable {
    static final String TOKEN = "secret";
    static final String AUTHORIZATION = "Authorization: Bearer " + TOKEN + "\r\n";

    final Queue<ApiRequest> requests = new ConcurrentLinkedQueue<>();
    final Queue<ScriptedWatchStream> feeds = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    HttpTestServer() {
        this(null);
    }

    HttpTestServer(@Nullable CertificateAuthority authority) {
        this(authority, ConnectionTimeouts.NONE);
    }

    HttpTestServer(@Nullable CertificateAuthority authority, ConnectionTimeouts timeouts) {
        RequestDispatcher dispatcher = new RequestDispatcher(
                new BearerTokenFilter(TOKEN),
                0,
                new ResourceTypes(BuiltinResourceTypes.all()),
                request -> CompletableFuture.completedFuture(answer(request)));
        server = HttpServer.start(() -> dispatcher, 0, authority, timeouts);
    }

    private ApiResponse answer(ApiRequest request) {
        requests.add(request);
        if (request.info().path().endsWith("/fail")) {
            throw new IllegalStateException("on purpose");
        }
        ScriptedWatchStream feed = request.parameter("watch").equals("true") ? feeds.poll() : null;
        return feed == null
                ? new ApiResponse.Whole(200, "application/json", Map.of(), request.body())
                : new ApiResponse.Stream("application/json", feed);
    }

    int port() {
        return server.uri().getPort();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
