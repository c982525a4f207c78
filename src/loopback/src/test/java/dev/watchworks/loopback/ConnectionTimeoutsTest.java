package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** The server closes unused connections. It keeps those in use, also for a quiet response. */
class ConnectionTimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Long enough for a TLS handshake on a busy machine. */
    private static final Duration LONGER = Duration.ofSeconds(2);

    private static final LoopbackSettings HTTP = LoopbackSettings.http("test");
    private static final ConnectionTimeouts FOR_FIRST_REQUESTS = new ConnectionTimeouts(SHORT, Duration.ZERO);
    private static final ConnectionTimeouts FOR_IDLE_CLIENTS = new ConnectionTimeouts(Duration.ZERO, SHORT);

    @Test
    void aConnectionThatAsksForNothingIsClosed() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(HTTP.withTimeouts(FOR_FIRST_REQUESTS), new OpenStream())) {
            assertThat(Client.raw(server, "")).isEmpty();
        }
    }

    @Test
    void aTlsHandshakeThatNeverBeginsIsClosed() throws Exception {
        LoopbackSettings settings = LoopbackSettings.https("test", CertificateAuthority.generate());
        try (LoopbackServer server =
                LoopbackServer.start(settings.withTimeouts(FOR_FIRST_REQUESTS), new OpenStream())) {
            assertThat(Client.raw(server, "")).isEmpty();
        }
    }

    @Test
    void headersThatTrickleInForTooLongAreCutOff() throws Exception {
        ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();
        try (LoopbackServer server = LoopbackServer.start(HTTP.withTimeouts(FOR_FIRST_REQUESTS), new OpenStream());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            CompletableFuture<IOException> cut = new CompletableFuture<>();
            send(socket, "GET /hello HTTP/1.1\r\nX: ");
            drops.scheduleAtFixedRate(() -> trickle(socket, cut), 0, 10, TimeUnit.MILLISECONDS);

            assertThat(cut.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
        } finally {
            drops.shutdownNow();
        }
    }

    private static void trickle(Socket socket, CompletableFuture<IOException> cut) {
        try {
            send(socket, "y");
        } catch (IOException closed) {
            cut.complete(closed);
        }
    }

    @Test
    void aClientThatIsIdleBetweenRequestsIsClosedAfterItsAnswer() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(HTTP.withTimeouts(FOR_IDLE_CLIENTS), new OpenStream())) {
            assertThat(Client.raw(server, "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hello");
        }
    }

    @Test
    void aQuietAnswerOutlivesBothIfItsHandlerSaysSo() throws Exception {
        for (Version version : Version.values()) {
            CertificateAuthority authority = CertificateAuthority.generate();
            QuietAnswer quiet = new QuietAnswer();
            LoopbackSettings settings =
                    LoopbackSettings.https("test", authority).withTimeouts(new ConnectionTimeouts(LONGER, LONGER));
            try (LoopbackServer server = LoopbackServer.start(settings, quiet);
                    InputStream body =
                            new Client(server, authority, version).open("/").body()) {
                assertThat(body.read()).isEqualTo('a');
                // A connection without a request is opened after the quiet one and closed. So the quiet one has
                // outlived the time-out.
                assertThat(Client.raw(server, "")).isEmpty();
                if (version == Version.HTTP_1_1) {
                    assertThat(quiet.asked.await(10, TimeUnit.SECONDS)).isTrue();
                }
                quiet.goOn.countDown();

                assertThat(body.readAllBytes()).asString().isEqualTo("b");
            }
        }
    }

    @Test
    void patienceLastsForAWhile() {
        assertThatThrownBy(() -> new ConnectionTimeouts(Duration.ZERO, Duration.ofSeconds(-1)))
                .hasMessage("A timeout is zero for none, or longer, not PT0S and PT-1S");
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a letter, and another one when the test asks for it. */
    private static final class QuietAnswer extends Handler.Abstract {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            request.addIdleTimeoutListener(timeout -> {
                asked.countDown();
                return false;
            });
            Content.Sink.write(response, false, "a", Callback.NOOP);
            new Thread(() -> finish(response, callback)).start();
            return true;
        }

        private void finish(Response response, Callback callback) {
            try {
                goOn.await();
                Content.Sink.write(response, true, "b", callback);
            } catch (InterruptedException stopped) {
                callback.failed(stopped);
            }
        }
    }
}
