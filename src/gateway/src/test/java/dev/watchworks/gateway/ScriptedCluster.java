package dev.watchworks.gateway;

import dev.watchworks.loopback.Abort;
import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.DisconnectDetector;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A cluster whose responses a test sets. The test writes the lines of each watch. */
final class ScriptedCluster implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.generate();

    final BlockingQueue<Seen> requests = new LinkedBlockingQueue<>();
    final AtomicLong requestBodyBytes = new AtomicLong();
    private final BlockingQueue<OpenWatch> watches = new LinkedBlockingQueue<>();
    private final List<OpenWatch> allWatches = new CopyOnWriteArrayList<>();
    private final Map<String, Handler> scripts = new ConcurrentHashMap<>();
    private final LoopbackServer server;
    private final boolean tls;

    record Seen(String method, String pathAndQuery, HttpFields headers, String version) {}

    private ScriptedCluster(boolean tls) {
        this.tls = tls;
        LoopbackSettings settings =
                tls ? LoopbackSettings.https("scripted", AUTHORITY) : LoopbackSettings.http("scripted");
        server = LoopbackServer.start(settings, new Script());
    }

    /** Starts with HTTP/2 by ALPN. */
    static ScriptedCluster overHttp2() {
        return new ScriptedCluster(true);
    }

    /** Starts with HTTP/1.1 without TLS. */
    static ScriptedCluster overHttp1() {
        return new ScriptedCluster(false);
    }

    Upstream upstream() {
        Upstream upstream = Upstream.of(server.uri().toString()).withBearerToken("cluster-token");
        return tls ? upstream.withCaCertificate(AUTHORITY.certificatePem()) : upstream;
    }

    LoopbackServer server() {
        return server;
    }

    /** Sets the handler of a path without its query. */
    void on(String path, Handler handler) {
        scripts.put(path, handler);
    }

    void answer(String path, int status, String contentType, byte[] body) {
        on(path, handler((request, response, callback) -> {
            response.setStatus(status);
            response.getHeaders().put("Content-Type", contentType);
            response.getHeaders().put("Content-Length", body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
        }));
    }

    interface Answering {
        void answer(Request request, Response response, Callback callback) throws Exception;
    }

    static Handler handler(Answering answering) {
        return new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answering.answer(request, response, callback);
                return true;
            }
        };
    }

    /** Returns the next watch that arrives, in order. */
    OpenWatch nextWatch() throws InterruptedException {
        OpenWatch watch = watches.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        if (watch == null) {
            throw new AssertionError("no watch came to the cluster");
        }
        return watch;
    }

    List<OpenWatch> allWatches() {
        return allWatches;
    }

    Seen nextRequest() throws InterruptedException {
        Seen seen = requests.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        if (seen == null) {
            throw new AssertionError("no request came to the cluster");
        }
        return seen;
    }

    @Override
    public void close() {
        server.close();
    }

    static String event(String type, String name, long resourceVersion) {
        return "{\"type\":\"" + type + "\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\""
                + name + "\",\"namespace\":\"shop\",\"resourceVersion\":\"" + resourceVersion
                + "\"},\"spec\":{\"containers\":[]}}}\n";
    }

    private final class Script extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            requests.add(new Seen(
                    request.getMethod(),
                    request.getHttpURI().getPathQuery(),
                    HttpFields.build(request.getHeaders()).asImmutable(),
                    request.getConnectionMetaData().getHttpVersion().asString()));
            Handler script = scripts.get(request.getHttpURI().getPath());
            if (script != null) {
                return script.handle(request, response, callback);
            }
            if (String.valueOf(request.getHttpURI().getQuery()).contains("watch=true")) {
                OpenWatch watch = new OpenWatch(request, response, callback);
                allWatches.add(watch);
                watch.open();
                watches.add(watch);
                return true;
            }
            response.setStatus(404);
            callback.succeeded();
            return true;
        }
    }

    /** An open watch whose lines the test writes. */
    static final class OpenWatch {
        final Request request;
        private final Response response;
        private final Callback callback;
        private final CompletableFuture<Throwable> gone = new CompletableFuture<>();
        private @Nullable DisconnectDetector presence;
        private CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);

        OpenWatch(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void open() {
            request.addFailureListener(gone::complete);
            presence = DisconnectDetector.start(request, () -> {
                IOException failure = new IOException("the client hung up");
                gone.complete(failure);
                callback.failed(failure);
            });
            response.getHeaders().put("Content-Type", "application/json");
            write(false, BufferUtil.EMPTY_BUFFER);
        }

        private synchronized CompletableFuture<Void> write(boolean last, ByteBuffer bytes) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            lastWrite.whenComplete((nothing, failure) ->
                    response.write(last, bytes, Callback.from(() -> written.complete(null), problem -> {
                        gone.complete(problem);
                        written.completeExceptionally(problem);
                    })));
            lastWrite = written;
            return written;
        }

        OpenWatch send(String text) {
            write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        CompletableFuture<Void> written() {
            return lastWrite;
        }

        void end() {
            lastWrite.join();
            stopListening();
            write(true, BufferUtil.EMPTY_BUFFER).thenRun(callback::succeeded);
        }

        void breakOff() {
            lastWrite.join();
            stopListening();
            Abort.resetStream(request);
            callback.failed(new IOException("scripted"));
        }

        private void stopListening() {
            if (presence != null) {
                presence.stop();
            }
        }

        /** Waits for the gateway to close this watch, and returns whether it did in time. */
        boolean isCancelled() throws Exception {
            try {
                gone.get(LONG.toSeconds(), TimeUnit.SECONDS);
                return true;
            } catch (java.util.concurrent.TimeoutException e) {
                return false;
            }
        }

        boolean isCancelledNow() {
            return gone.isDone();
        }
    }
}
