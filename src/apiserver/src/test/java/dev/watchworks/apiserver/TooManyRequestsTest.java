package dev.watchworks.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Item 58: requests beyond the bound are turned away as priority and fairness does it. */
class TooManyRequestsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void beyondTheBoundTheAnswerIs429InPlainTextUntilThereIsRoom() throws Exception {
        try (EmbeddedApiServer server = EmbeddedApiServer.builder()
                .plainHttp()
                .withoutToken()
                .withoutControllers()
                .requestsInFlight(1)
                .start()) {
            CompletableFuture<HttpResponse<String>> waiting = wait(server);
            HttpResponse<String> refused = get(server);
            while (refused.statusCode() == 200) {
                // Either request may come first, and is in the other's way.
                waiting = waiting.isDone() ? wait(server) : waiting;
                refused = get(server);
            }

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(refused.body()).isEqualTo("Too many requests, please try again later.\n");
            assertThat(waiting.join().statusCode()).isEqualTo(504);
            assertThat(get(server).statusCode()).isEqualTo(200);
        }
    }

    /** Waits three seconds for a version that does not come, and takes the only place. */
    private CompletableFuture<HttpResponse<String>> wait(EmbeddedApiServer server) {
        return client.sendAsync(request(server, "?resourceVersion=1000000"), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(EmbeddedApiServer server) throws IOException, InterruptedException {
        return client.send(request(server, ""), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(EmbeddedApiServer server, String query) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/pods" + query))
                .build();
    }
}
