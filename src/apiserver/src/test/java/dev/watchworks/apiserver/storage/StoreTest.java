package dev.watchworks.apiserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreTest {
    private final Timers timers = Timers.daemon();
    private final Store store = new Store(Clock.systemUTC(), WatchCacheSettings.KUBERNETES, timers);
    private final ResourceStorage resource = store.resource("things");

    @AfterEach
    void close() {
        store.close();
        timers.close();
    }

    @Test
    void snapshotsOfEveryVersionInTheWindowStayAsTheyWere() {
        StoredObject first = put("a");
        StoredObject second = put("b");
        store.write(() -> resource.removeLocked(first));

        assertThat(at(first.revision()).objects().size()).isEqualTo(1);
        assertThat(at(second.revision()).objects().size()).isEqualTo(2);
        assertThat(resource.snapshot().objects().get("a")).isNull();
        assertThat(at(second.revision()).objects().get("a")).isSameAs(first);
    }

    @Test
    void aWriteWithoutTheLockIsRefused() {
        assertThatThrownBy(() -> resource.putLocked("a", thing()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a write without the writer's lock");
    }

    @Test
    void aFollowerThatFailsKeepsNobodyFromBeingTold() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(2);
        for (int count = 0; count < 2; count++) {
            resource.addListener(sequence -> {
                told.countDown();
                throw new IllegalStateException("on purpose");
            });
        }
        put("a");

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReaderIsNotHeldUpByAWriter() throws InterruptedException {
        put("a");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Thread writer = new Thread(() -> store.write(() -> {
            writing.countDown();
            try {
                return read.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                return false;
            }
        }));
        writer.start();
        assertThat(writing.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(resource.snapshot().objects().size()).isEqualTo(1);
        read.countDown();
        writer.join(5_000);
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void whoeverWaitsForARevisionIsToldWhenItIsReachedOrThatItIsNot() {
        var reached =
                store.whenReached(store.revision() + 1, Duration.ofMinutes(1)).toCompletableFuture();
        var inVain =
                store.whenReached(store.revision() + 100, Duration.ofMillis(1)).toCompletableFuture();
        assertThat(reached).isNotDone();
        put("a");

        assertThat(reached.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        assertThat(inVain.orTimeout(5, TimeUnit.SECONDS).join()).isFalse();
    }

    private Snapshot at(long revision) {
        Snapshot snapshot = resource.snapshotAt(revision);
        assertThat(snapshot).isNotNull();
        return snapshot;
    }

    private StoredObject put(String key) {
        return store.write(() -> resource.putLocked(key, thing()));
    }

    private static ObjectNode thing() {
        ObjectNode thing = Json.object();
        thing.putObject("metadata");
        return thing;
    }
}
