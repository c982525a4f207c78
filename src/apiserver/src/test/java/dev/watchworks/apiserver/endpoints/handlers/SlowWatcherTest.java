package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.http.HttpServer;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that does not read while many events pass: it alone is closed, as by a real server, without an ERROR. */
class SlowWatcherTest {
    /** Far fewer events than a watch may be behind, so that those who read are never closed. */
    private static final int LOT = 500;

    /** Of 100,000 events, which are 100 MB, nothing may be kept for the one who does not read. */
    private static final long HEAP_MAY_GROW = 24L * 1024 * 1024;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @ParameterizedTest(name = "{0} events, of which {1} are kept")
    @CsvSource({"100000, 100", "10000, 102400"})
    void aClientThatDoesNotReadIsClosedAloneAndCanComeBack(int events, int kept) throws Exception {
        TestApi api = opened(new TestApi(new WatchCacheSettings(100, kept, Duration.ofSeconds(75)), 1_000));
        HttpServer server = opened(HttpServer.start(() -> api.dispatcher, 0, null));
        api.map("a");
        long from = api.store.revision();
        Connection slow = opened(new Connection(server, from));
        List<Reader> readers =
                List.of(new Reader(new Connection(server, from)), new Reader(new Connection(server, from)));
        readers.forEach(reader -> opened(reader.connection));
        long heap = usedHeap();

        for (int written = 0; written < events; written += LOT) {
            IntStream.range(0, LOT).forEach(number -> write(api));
            int told = written + LOT;
            await("those who read are told of everything at once")
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> readers.stream().allMatch(reader -> reader.count.get() == told));
        }

        if (kept == 100) {
            assertThat(usedHeap() - heap).isLessThan(HEAP_MAY_GROW);
        }
        List<Long> seen = slow.readToTheEnd();
        assertThat(seen).hasSizeBetween(1, events - 1);
        long last = seen.get(seen.size() - 1);
        assertThat(seen).containsExactlyElementsOf(versions(from, last));

        TestWatch again = api.watch(MAPS + "?resourceVersion=" + last);
        List<TestWatch.Line> lines = again.taken();
        if (kept == 100) {
            assertThat(lines).extracting(TestWatch.Line::type).containsExactly("ERROR");
            assertThat(lines.get(0).object().path("code").asInt()).isEqualTo(410);
        } else {
            assertThat(lines)
                    .extracting(TestWatch.Line::version)
                    .containsExactlyElementsOf(versions(last, api.store.revision()));
        }
    }

    private static void write(TestApi api) {
        String body = "{'data':{'number':'" + api.store.revision() + "','filling':'" + "x".repeat(800) + "'}}";
        assertThat(api.merge(MAPS + "/a", body).code()).isEqualTo(200);
    }

    private static List<Long> versions(long after, long upTo) {
        return LongStream.rangeClosed(after + 1, upTo).boxed().toList();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    /** A watch over HTTP, of which the head was read. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Connection(HttpServer server, long version) throws IOException {
            socket = new Socket("127.0.0.1", server.uri().getPort());
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String request =
                    "GET " + MAPS + "?watch=true&resourceVersion=" + version + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
            while (!lines.readLine().isEmpty()) {}
        }

        /** The versions that were told up to the clean end. */
        List<Long> readToTheEnd() throws IOException {
            List<Long> versions = new ArrayList<>();
            for (String line = lines.readLine(); !"0".equals(line); line = lines.readLine()) {
                assertThat(line)
                        .as("a line before the last chunk, which is empty")
                        .isNotNull();
                if (line.startsWith("{")) {
                    JsonNode event = Json.read(line.getBytes(StandardCharsets.UTF_8));
                    assertThat(event.path("type").asText()).isEqualTo("MODIFIED");
                    versions.add(event.at("/object/metadata/resourceVersion").asLong());
                }
            }
            return versions;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A client that reads as fast as it can. */
    private static final class Reader {
        final Connection connection;
        final AtomicInteger count = new AtomicInteger();

        Reader(Connection connection) {
            this.connection = connection;
            Thread thread = new Thread(this::read, "reader");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            try {
                for (String line = connection.lines.readLine(); line != null; line = connection.lines.readLine()) {
                    if (line.startsWith("{")) {
                        count.incrementAndGet();
                    }
                }
            } catch (IOException closed) {
                // by the test, when it is over
            }
        }
    }
}
