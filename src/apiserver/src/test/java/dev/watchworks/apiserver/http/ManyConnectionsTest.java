package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.watchworks.loopback.CertificateAuthority;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten thousand connections that are opened for nothing: they cost little, and nothing once they have gone. */
class ManyConnectionsTest {
    private static final int CONNECTIONS = 10_000;

    /** A handshake costs both sides much, and they share this machine. */
    private static final int SECURE_CONNECTIONS = 150;

    /** At most so many are open at a time; each is two files of this process. */
    private static final int LARGEST_LOT = 2_500;

    /** What others in this JVM may hold on to meanwhile; ten thousand buffers of a connection would be 80 MB. */
    private static final long HEAP_MAY_GROW = 16L * 1024 * 1024;

    /** Nothing, a part of a request line, a part of the headers, and a request whose body never comes. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "GET /api/v1/po",
            "GET /api/v1/pods HTTP/1.1\r\nHost: localhost\r\nX: ",
            "POST /api/v1/pods HTTP/1.1\r\nHost: localhost\r\n" + HttpTestServer.AUTHORIZATION
                    + "Content-Length: 2\r\n\r\n");

    @Test
    void tenThousandIdleConnectionsComeAndGo() throws Exception {
        try (HttpTestServer server = new HttpTestServer()) {
            int lot = lot();
            comeAndGo(server, lot);
            long before = usedHeap();

            for (int gone = 0; gone < CONNECTIONS; gone += lot) {
                comeAndGo(server, lot);
            }

            await("the heap is as small as before")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> usedHeap() - before < HEAP_MAY_GROW);
            assertServes(server);
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void connectionsOverTlsThatAreDroppedBeforeOrAfterTheHandshakeDoNoHarm() throws Exception {
        CertificateAuthority authority = CertificateAuthority.generate();
        try (HttpTestServer server = new HttpTestServer(authority)) {
            var sockets = authority.clientContext().getSocketFactory();
            List<RawClient> open = new ArrayList<>();
            for (int count = 0; count < SECURE_CONNECTIONS; count++) {
                open.add(
                        count % 3 == 0
                                ? server.connect()
                                : new RawClient(sockets.createSocket("127.0.0.1", server.port())).send("GET "));
            }
            drop(open);

            try (RawClient client = new RawClient(sockets.createSocket("127.0.0.1", server.port()))) {
                client.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static void comeAndGo(HttpTestServer server, int connections) throws IOException {
        List<RawClient> open = new ArrayList<>(connections);
        try {
            for (int count = 0; count < connections; count++) {
                open.add(server.connect().send(BEGINNINGS.get(count % BEGINNINGS.size())));
            }
            assertServes(server);
        } finally {
            drop(open);
        }
    }

    /** Half of them as a client that ends, half as one that is killed. */
    private static void drop(List<RawClient> open) throws IOException {
        for (int index = 0; index < open.size(); index++) {
            if (index % 2 == 0) {
                open.get(index).close();
            } else {
                open.get(index).reset();
            }
        }
    }

    /** The first answer comes once all who were there before were let in; from then on a request waits for nobody. */
    private static void assertServes(HttpTestServer server) throws IOException {
        isReady(server);
        assertThat(isReady(server)).isLessThan(Duration.ofSeconds(1));
    }

    private static Duration isReady(HttpTestServer server) throws IOException {
        long start = System.nanoTime();
        try (RawClient client = server.connect().send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int lot() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(
                        LARGEST_LOT, (unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()) / 4)
                : LARGEST_LOT / 5;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
