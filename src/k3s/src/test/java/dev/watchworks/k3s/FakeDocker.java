package dev.watchworks.k3s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A Docker without any image, whose registry gives trouble of one kind. */
final class FakeDocker implements AutoCloseable {

    private static final String DOWNLOADING =
            "{\"status\":\"Downloading\",\"id\":\"a\",\"progressDetail\":{\"current\":5,\"total\":9}}\n";
    private static final String RETRYING = "{\"status\":\"Retrying in 1 second\",\"id\":\"a\",\"progressDetail\":{}}\n";

    /** What comes of a pull. */
    enum PullBehavior {
        REFUSED,
        FAILS_MIDWAY,
        STALLS,
        BREAKS_OFF_AGAIN_AND_AGAIN
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final PullBehavior pulling;

    private FakeDocker(PullBehavior pulling) throws IOException {
        this.pulling = pulling;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    static FakeDocker start(PullBehavior pulling) throws IOException {
        FakeDocker docker = new FakeDocker(pulling);
        docker.server.start();
        return docker;
    }

    String url() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/_ping")) {
            send(exchange, 200, "OK");
        } else if (path.endsWith("/version")) {
            send(exchange, 200, "{\"ApiVersion\":\"1.41\",\"Version\":\"0\"}");
        } else if (path.endsWith("/info")) {
            send(exchange, 200, "{\"OSType\":\"linux\",\"OperatingSystem\":\"fake\",\"MemTotal\":1073741824}");
        } else if (path.endsWith("/images/create")) {
            pull(exchange);
        } else {
            send(exchange, 404, "{\"message\":\"No such image\"}");
        }
    }

    private void pull(HttpExchange exchange) throws IOException {
        switch (pulling) {
            case REFUSED -> send(exchange, 404, "{\"message\":\"manifest unknown\"}");
            case FAILS_MIDWAY ->
                send(
                        exchange,
                        200,
                        DOWNLOADING
                                + "{\"error\":\"unexpected EOF\",\"errorDetail\":{\"message\":\"unexpected EOF\"}}\n");
            case STALLS -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"status\":\"PullBehavior\"}\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                awaitEnd();
                exchange.close();
            }
            case BREAKS_OFF_AGAIN_AND_AGAIN -> retry(exchange);
        }
    }

    private void retry(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            do {
                for (String said : List.of(RETRYING, DOWNLOADING)) {
                    body.write(said.getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
            } while (!end.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Api-Version", "1.41");
        boolean empty = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
