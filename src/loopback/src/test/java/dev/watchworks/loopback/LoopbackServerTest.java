package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopbackServerTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.generate();

    private final OpenStream handler = new OpenStream();

    @ParameterizedTest
    @EnumSource(Version.class)
    void overTlsAClientGetsTheProtocolItAsksFor(Version version) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.https("test", AUTHORITY), handler)) {
            HttpResponse<String> response = new Client(server, AUTHORITY, version).get("/hello");

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(response.headers().map()).doesNotContainKey("server");
        }
    }

    @Test
    void plainHttpIsHttp11() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            assertThat(server.uri()).hasToString("http://127.0.0.1:" + server.port());
            assertThat(new Client(server).get("/hello").version()).isEqualTo(Version.HTTP_1_1);
        }
    }

    @Test
    void aClientThatTrustsAnotherAuthorityIsNotServed() {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.https("test", AUTHORITY), handler)) {
            assertThatThrownBy(() -> new Client(server, CertificateAuthority.generate(), Version.HTTP_2).get("/hello"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aPortInUseIsSaidSoWithWhatToDo() {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            LoopbackSettings same = LoopbackSettings.http("apiserver").onPort(server.port());

            assertThatThrownBy(() -> LoopbackServer.start(same, new OpenStream()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("apiserver cannot listen on 127.0.0.1:" + server.port() + ": Address already in use."
                            + " Another program holds that port, or you may not use it. Stop that program, or choose"
                            + " another port; 0 takes any free one.");
        }
    }

    @Test
    void aPortOfChoiceIsUsed() {
        int port;
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            port = server.port();
        }
        try (LoopbackServer again =
                LoopbackServer.start(LoopbackSettings.http("test").onPort(port), new OpenStream())) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void aPathThatNoHandlerKnowsIsNotFoundInOneLine() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            HttpResponse<String> response = new Client(server).get("/nowhere");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("404 Not Found\n");
            assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        }
    }

    @Test
    void aHandlerThatFailsIsAServerErrorInOneLine() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            HttpResponse<String> response = new Client(server).get("/fail");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .startsWith("500 Server Error")
                    .endsWith("out of order\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void aRequestWithoutHostIsABadRequestInOneLine() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            assertThat(Client.raw(server, "GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("\r\nContent-Type: text/plain; charset=utf-8\r\n")
                    .endsWith("\r\n\r\n400 Bad Request: No Host\n");
        }
    }

    @Test
    void anEscapedSlashReachesTheHandler() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            assertThat(new Client(server).get("/a%2Fb/%2e%2e//c").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void closingEndsOpenStreamsAtOnce(Version version) throws Exception {
        LoopbackServer server = LoopbackServer.start(LoopbackSettings.https("test", AUTHORITY), handler);
        HttpResponse<java.io.InputStream> stream = new Client(server, AUTHORITY, version).open("/stream");
        assertThat(stream.body().read()).isEqualTo('{');

        long start = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThatThrownBy(() -> stream.body().readAllBytes()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Socket("127.0.0.1", server.port())).isInstanceOf(ConnectException.class);
        server.close();
    }

    @Test
    void closingDoesNotWaitForAHandlerThatHangs() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("hangs"), new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                entered.countDown();
                never.await();
                return true;
            }
        });
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes());
            entered.await();
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void itsThreadsAreDaemonsThatBearItsNameAndEndWithIt() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        LoopbackServer server = LoopbackServer.start(LoopbackSettings.https("apiserver", AUTHORITY), handler);
        assertThat(Client.raw(server, "no TLS at all\r\n\r\n")).isNotNull();

        Set<Thread> its = Thread.getAllStackTraces().keySet();
        its.removeAll(before);
        assertThat(its).isNotEmpty().hasSizeLessThanOrEqualTo(6).allMatch(Thread::isDaemon);
        assertThat(its).extracting(Thread::getName).allMatch(name -> name.startsWith("apiserver-"));

        server.close();
        await("its threads end").until(() -> its.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void refusedConnectionsAreRefusedAtOnceWhileOpenOnesGoOn() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(LoopbackSettings.http("test"), handler)) {
            Client before = new Client(server);
            assertThat(before.get("/hello").body()).isEqualTo("hello");

            for (int i = 0; i < 20; i++) {
                server.refuseConnections();
                assertThatThrownBy(() -> new Socket("127.0.0.1", server.port())).isInstanceOf(ConnectException.class);
                assertThat(before.get("/hello").body()).isEqualTo("hello");

                server.acceptConnections();
                assertThat(new Client(server).get("/hello").body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void aProgramEndsWithItsServerOpenAndNothingOnTheConsole() throws Exception {
        assertThat(SeparateJvm.output(SeparateJvm.start(StartAndAnswer.class))).isEqualTo("hello");
    }

    /** The program of the separate JVM. It ends with an open server, because only daemon threads are left. */
    static final class StartAndAnswer {
        public static void main(String[] arguments) throws Exception {
            CertificateAuthority authority = CertificateAuthority.generate();
            LoopbackServer server = LoopbackServer.start(LoopbackSettings.https("quiet", authority), new OpenStream());
            System.out.print(
                    new Client(server, authority, Version.HTTP_2).get("/hello").body());
        }
    }
}
