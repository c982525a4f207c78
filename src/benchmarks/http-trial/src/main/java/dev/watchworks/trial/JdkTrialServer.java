package dev.watchworks.trial;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** The floor: HTTP/1.1 only, a thread for each watch, no way to cut a connection. */
final class JdkTrialServer implements TrialServer {
    private final List<OpenWatch> watches = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public int start(SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(LOOPBACK, 0);
        if (tls == null) {
            server = HttpServer.create(address, 1024);
        } else {
            HttpsServer https = HttpsServer.create(address, 1024);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "jdk");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/hello" -> {
                exchange.sendResponseHeaders(200, 5);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write("hello".getBytes(StandardCharsets.US_ASCII));
                }
            }
            case "/watch" -> new OpenWatch().run(exchange);
            default -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        }
    }

    @Override
    public void publish(byte[] event) {
        watches.forEach(watch -> watch.offer(event));
    }

    @Override
    public int watches() {
        return watches.size();
    }

    @Override
    public long waitingBytes() {
        return watches.stream().mapToLong(watch -> watch.waiting.get()).sum();
    }

    @Override
    public void refuse() {
        throw new UnsupportedOperationException("HttpServer.stop() ends open connections too");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private final class OpenWatch {
        private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
        private final AtomicLong waiting = new AtomicLong();

        void offer(byte[] event) {
            waiting.addAndGet(event.length);
            queue.add(event);
        }

        void run(HttpExchange exchange) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(WATCH_START.getBytes(StandardCharsets.US_ASCII));
            body.flush();
            watches.add(this);
            try {
                while (true) {
                    byte[] event = queue.take();
                    waiting.addAndGet(-event.length);
                    body.write(event);
                    if (queue.isEmpty()) {
                        body.flush();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                watches.remove(this);
            }
        }
    }
}
