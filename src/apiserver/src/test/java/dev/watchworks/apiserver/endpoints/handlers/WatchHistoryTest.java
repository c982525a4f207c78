package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far back a watch may begin: the settings of the history, and {@code compact}. */
class WatchHistoryTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aYoungServerServesFromTheFirstVersionAndAnOldOneFromItsFloor() {
        api.map("a");
        assertThat(api.watch(MAPS + "?resourceVersion=1").told()).containsExactly("ADDED a");

        api.store.compact(api.store.revision());

        assertThat(api.watch(MAPS + "?resourceVersion=1").next().type()).isEqualTo("ERROR");
        assertThat(api.watch(MAPS + "?resourceVersion=" + api.store.revision()).told())
                .isEmpty();
    }

    @Test
    void historyDoublesWhileItIsFreshAndElseDropsTheOldest() {
        try (TestApi small = new TestApi(new WatchCacheSettings(2, 4, Duration.ofSeconds(75)), 100)) {
            long before = Long.parseLong(small.map("a")
                            .path("metadata")
                            .path("resourceVersion")
                            .asText())
                    - 1;
            small.map("b");
            small.map("c");
            small.map("d");
            assertThat(small.watch(MAPS + "?resourceVersion=" + before).told()).hasSize(4);

            small.map("e");
            Line expired = small.watch(MAPS + "?resourceVersion=" + before).next();
            assertThat(expired.object().path("message").asText())
                    .isEqualTo("too old resource version: " + before + " (" + (before + 1) + ")");

            small.time.advance(Duration.ofMinutes(3));
            small.map("f");
            assertThat(small.watch(MAPS + "?resourceVersion=" + (before + 4)).told())
                    .containsExactly("ADDED e", "ADDED f");
            assertThat(small.watch(MAPS + "?resourceVersion=" + (before + 3))
                            .next()
                            .type())
                    .isEqualTo("ERROR");
        }
    }
}
