package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchworks.apiserver.storage.WatchCacheSettings;
import org.junit.jupiter.api.Test;

/** How far a watcher may fall behind: the setting for the largest lag. */
class WatchLagTest {
    @Test
    void aWatcherThatDoesNotKeepUpIsClosedWithoutAnError() {
        try (TestApi api = new TestApi(WatchCacheSettings.KUBERNETES, 5)) {
            TestWatch slow = api.watch(MAPS);
            TestWatch fast = api.watch(MAPS);
            assertThat(fast.told()).isEmpty();
            for (int count = 0; count < 20; count++) {
                api.map("map-" + count);
                fast.next();
            }

            await("the slow watch's end").until(slow.feed::ended);
            assertThat(slow.told()).isEmpty();
            assertThat(fast.feed.ended()).isFalse();
        }
    }

    @Test
    void historyThatIsAskedForIsNotHeldAgainstTheWatcher() {
        try (TestApi api = new TestApi(WatchCacheSettings.KUBERNETES, 5)) {
            long from = api.store.revision();
            for (int count = 0; count < 20; count++) {
                api.map("map-" + count);
            }
            TestWatch late = api.watch(MAPS + "?resourceVersion=" + from);
            TestWatch witness = api.watch(MAPS + "?resourceVersion=" + api.store.revision());
            assertThat(witness.told()).isEmpty();
            api.map("one-more");
            await("the witness to be told").until(() -> witness.ready.tryAcquire());

            assertThat(late.told()).hasSize(21);
        }
    }
}
