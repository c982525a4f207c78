package dev.watchworks.trial;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.KeyCertOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

final class VertxTrialServer implements TrialServer {
    private final List<OpenWatch> watches = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private HttpServer server;

    @Override
    public int start(SSLContext tls) throws Exception {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(LOOPBACK.getHostAddress())
                .setPort(0)
                .setAcceptBacklog(1024);
        if (tls != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(TrialCertificates.current().keyManagers()));
            options.getInitialSettings().setMaxConcurrentStreams(1024);
        }
        server = vertx.createHttpServer(options).requestHandler(this::handle);
        return server.listen().toCompletionStage().toCompletableFuture().get().actualPort();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/hello" -> response.end("hello");
            case "/watch" -> new OpenWatch(response).open();
            case "/reset" -> half(response, () -> resetStream(request));
            case "/cut" -> half(response, () -> resetConnection(request));
            case "/partial" -> half(response, () -> request.connection().close());
            default -> response.setStatusCode(404).end();
        }
    }

    private static void half(HttpServerResponse response, Runnable then) {
        if (response.streamId() < 0) {
            response.setChunked(true);
        }
        response.write(HALF_A_LINE).onComplete(done -> then.run());
    }

    private static void resetStream(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(2);
        } else {
            resetConnection(request);
        }
    }

    /** The public HttpConnection only closes in order (FIN); SO_LINGER needs Netty's channel, by an impl package. */
    private static void resetConnection(HttpServerRequest request) {
        Channel channel = ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().closeForcibly();
    }

    @Override
    public void publish(byte[] event) {
        Buffer buffer = Buffer.buffer(event);
        watches.forEach(watch -> watch.offer(buffer));
    }

    @Override
    public int watches() {
        return watches.size();
    }

    @Override
    public long waitingBytes() {
        return watches.stream().mapToLong(OpenWatch::waiting).sum();
    }

    @Override
    public void refuse() throws Exception {
        throw new UnsupportedOperationException("HttpServer.close() and shutdown() end open connections too");
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    /** Writes until the response says that its queue is full, then waits for the drain. */
    private final class OpenWatch {
        private final HttpServerResponse response;
        private final Queue<Buffer> queue = new ArrayDeque<>();
        private long waiting;
        private boolean full;

        OpenWatch(HttpServerResponse response) {
            this.response = response;
        }

        void open() {
            if (response.streamId() < 0) {
                response.setChunked(true);
            }
            response.putHeader("content-type", "application/json");
            response.drainHandler(drained -> drain());
            response.exceptionHandler(failed -> watches.remove(this));
            response.closeHandler(closed -> watches.remove(this));
            response.write(WATCH_START);
            watches.add(this);
        }

        synchronized void offer(Buffer event) {
            if (full) {
                queue.add(event);
                waiting += event.length();
            } else {
                response.write(event);
                full = response.writeQueueFull();
            }
        }

        synchronized void drain() {
            full = false;
            while (!full && !queue.isEmpty()) {
                Buffer event = queue.remove();
                waiting -= event.length();
                response.write(event);
                full = response.writeQueueFull();
            }
        }

        synchronized long waiting() {
            return waiting;
        }
    }
}
