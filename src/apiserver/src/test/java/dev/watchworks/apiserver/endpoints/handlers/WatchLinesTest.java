package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lines of a watch inside the server: when a watcher is notified, and what watchers share. */
class WatchLinesTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aWatcherIsNotifiedOfALineAfterItFoundNone() throws InterruptedException {
        TestWatch watch = api.watch(MAPS);
        assertThat(watch.told()).isEmpty();
        api.map("a");

        assertThat(watch.ready.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.told()).containsExactly("ADDED a");
        watch.feed.cancel();
        api.map("b");
        assertThat(watch.feed.ended()).isTrue();
    }

    @Test
    void aLineIsEncodedOnceForAllWatchers() {
        api.map("a");
        byte[] frame = api.watch(MAPS).feed.poll();

        assertThat(frame).isNotNull();
        String line = new String(frame, StandardCharsets.UTF_8);
        assertThat(line)
                .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\",")
                .endsWith("}}\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(api.watch(MAPS).feed.poll())
                .as("encoded once for all watchers")
                .isSameAs(frame);
    }
}
