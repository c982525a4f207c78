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

/** A Docker without images whose pulls fail in one way. */
final class FakeDocker implements AutoCloseable {

    private static final String DOWNLOADING =
            "{\"status\":\"Downloading\",\"id\":\"a\",\"progressDetail\":{\"current\":5,\"total\":9}}\n";
    private static final String RETRYING = "{\"status\":\"Retrying in 1 second\",\"id\":\"a\",\"progressDetail\":{}}\n";

    /** How a pull fails. */
    enum PullBehavior {
        REFUSED,
        FAILS_MIDWAY,
        STALLS,
        FAILS_REPEATEDLY
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final PullBehavior behavior;

    private FakeDocker(PullBehavior behavior) throws IOException {
        this.behavior = behavior;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    static FakeDocker start(PullBehavior behavior) throws IOException {
        FakeDocker docker = new FakeDocker(behavior);
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
        switch (behavior) {
            case REFUSED -> send(exchange, 404, "{\"message\":\"manifest unknown\"}");
            case FAILS_MIDWAY ->
                send(
                        exchange,
                        200,
                        DOWNLOADING
                                + "{\"error\":\"unexpected EOF\",\"errorDetail\":{\"message\":\"unexpected EOF\"}}\n");
            case STALLS -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"status\":\"Pulling\"}\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                awaitEnd();
                exchange.close();
            }
            case FAILS_REPEATEDLY -> retry(exchange);
        }
    }

    private void retry(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            do {
                for (String line : List.of(RETRYING, DOWNLOADING)) {
                    body.write(line.getBytes(StandardCharsets.UTF_8));
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
