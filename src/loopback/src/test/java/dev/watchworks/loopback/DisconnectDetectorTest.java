package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectDetectorTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.generate();
    private static final int LONG_SECONDS = 20;
    private static final String REQUEST = "GET /quiet HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final QuietAnswers handler = new QuietAnswers();
    private LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatHangsUpDuringAQuietAnswerIsNoticed(boolean tls) throws Exception {
        if (tls) {
            server.close();
            server = LoopbackServer.start(LoopbackSettings.https("test", AUTHORITY), handler);
        }
        try (Socket socket = connect(tls)) {
            send(socket);
            handler.next();
        }
        assertThat(handler.gone.await(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theConnectionServesItsNextRequestAfterAQuietAnswer() throws Exception {
        try (Socket socket = connect(false)) {
            for (int request = 1; request <= 3; request++) {
                send(socket);
                handler.next().end();
                readAnswer(socket);
            }
            assertThat(handler.gone.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aRequestThatComesBeforeTheAnswersEndIsServedAfterIt() throws Exception {
        try (Socket socket = connect(false)) {
            send(socket);
            QuietAnswer first = handler.next();
            send(socket);
            first.end();
            readAnswer(socket);
            handler.next().end();
            readAnswer(socket);
        }
    }

    private Socket connect(boolean tls) throws IOException {
        Socket socket = tls
                ? AUTHORITY.clientContext().getSocketFactory().createSocket("127.0.0.1", server.port())
                : new Socket("127.0.0.1", server.port());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LONG_SECONDS));
        return socket;
    }

    private static void send(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads to the last chunk of a chunked response without a body. */
    private static void readAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith("\r\n0\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("the connection goes on after: %s", seen).isNotNegative();
            seen.append((char) next);
        }
    }

    private record QuietAnswer(Response response, Callback callback, DisconnectDetector presence) {
        void end() {
            presence.stop();
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    private static final class QuietAnswers extends Handler.Abstract.NonBlocking {
        final CountDownLatch gone = new CountDownLatch(1);
        private final BlockingQueue<QuietAnswer> answers = new LinkedBlockingQueue<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            DisconnectDetector presence = DisconnectDetector.start(request, () -> {
                gone.countDown();
                callback.failed(new IOException("the client hung up"));
            });
            response.write(
                    false,
                    BufferUtil.EMPTY_BUFFER,
                    Callback.from(() -> answers.add(new QuietAnswer(response, callback, presence)), callback::failed));
            return true;
        }

        QuietAnswer next() throws InterruptedException {
            QuietAnswer answer = answers.poll(LONG_SECONDS, TimeUnit.SECONDS);
            assertThat(answer).as("a request came").isNotNull();
            return answer;
        }
    }
}
