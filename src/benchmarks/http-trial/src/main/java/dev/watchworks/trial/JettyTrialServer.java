package dev.watchworks.trial;

import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

final class JettyTrialServer extends Handler.Abstract.NonBlocking implements TrialServer {
    private static final int LARGEST_WRITE = 64 * 1024;

    private final List<OpenWatch> watches = new CopyOnWriteArrayList<>();
    private Server server;
    private ServerConnector connector;

    @Override
    public int start(SSLContext tls) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setDaemon(true);
        threads.setName("jetty");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setIdleTimeout(0);
        connector = new ServerConnector(server, null, null, null, 1, 1, protocols(http, tls));
        connector.setHost(LOOPBACK.getHostAddress());
        connector.setIdleTimeout(0);
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(this);
        server.start();
        return connector.getLocalPort();
    }

    private static ConnectionFactory[] protocols(HttpConfiguration http, SSLContext tls) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        if (tls == null) {
            return new ConnectionFactory[] {http1};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(1024);
        http2.setStreamIdleTimeout(0);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(tls);
        return new ConnectionFactory[] {new SslConnectionFactory(context, alpn.getProtocol()), alpn, http2, http1};
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (request.getHttpURI().getPath()) {
            case "/hello" -> Content.Sink.write(response, true, "hello", callback);
            case "/watch" -> new OpenWatch(response, callback).open();
            case "/reset" -> half(response, () -> resetStream(request));
            case "/cut" -> half(response, () -> resetConnection(request));
            case "/partial" -> half(response, () -> endPoint(request).close());
            default -> Response.writeError(request, response, callback, 404);
        }
        return true;
    }

    private static void half(Response response, Runnable then) {
        Content.Sink.write(response, false, HALF_A_LINE, Callback.from(then));
    }

    private static void resetStream(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (connection instanceof HTTP2Connection http2) {
            int id = Integer.parseInt(request.getId());
            http2.getSession().getStream(id).reset(new ResetFrame(id, ErrorCode.INTERNAL_ERROR.code), Callback.NOOP);
        } else {
            resetConnection(request);
        }
    }

    private static void resetConnection(Request request) {
        try (SocketChannel channel = (SocketChannel) endPoint(request).getTransport()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static EndPoint endPoint(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return endPoint;
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
        return watches.stream().mapToLong(OpenWatch::waiting).sum();
    }

    @Override
    public void refuse() {
        connector.close();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** Writes what is queued, one write at a time: the next begins when the callback of the last one came. */
    private final class OpenWatch extends IteratingCallback {
        private final Response response;
        private final Callback callback;
        private final Queue<byte[]> queue = new ArrayDeque<>();
        private long waiting;

        OpenWatch(Response response, Callback callback) {
            this.response = response;
            this.callback = callback;
        }

        void open() {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            watches.add(this);
            offer(WATCH_START.getBytes(StandardCharsets.US_ASCII));
        }

        void offer(byte[] event) {
            synchronized (queue) {
                queue.add(event);
                waiting += event.length;
            }
            iterate();
        }

        long waiting() {
            synchronized (queue) {
                return waiting;
            }
        }

        @Override
        protected Action process() {
            ByteBuffer joined = next();
            if (joined == null) {
                return Action.IDLE;
            }
            response.write(false, joined, this);
            return Action.SCHEDULED;
        }

        private ByteBuffer next() {
            synchronized (queue) {
                if (queue.isEmpty()) {
                    return null;
                }
                if (queue.size() == 1) {
                    waiting = 0;
                    return ByteBuffer.wrap(queue.remove());
                }
                ByteBuffer joined = ByteBuffer.allocate((int) Math.min(waiting, LARGEST_WRITE));
                while (!queue.isEmpty() && queue.element().length <= joined.remaining()) {
                    waiting -= queue.element().length;
                    joined.put(queue.remove());
                }
                return joined.flip();
            }
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            watches.remove(this);
            callback.failed(cause);
        }
    }
}
