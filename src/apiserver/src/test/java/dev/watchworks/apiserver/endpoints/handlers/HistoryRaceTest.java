package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Writers race, the store compacts, and watchers come from many versions: each sees the one history, from its start on
 * without a gap, in order, and nothing twice.
 */
class HistoryRaceTest {
    private static final int WRITERS = 3;
    private static final int WRITES = 400;
    private static final int WATCHERS = 12;
    private static final int NAMES = 20;

    /** Everything that was ever told, by version: all watchers must agree on it. */
    private final ConcurrentSkipListMap<Long, String> history = new ConcurrentSkipListMap<>();

    private final AtomicBoolean written = new AtomicBoolean();

    /** What one watcher saw: from after a version up to another one. */
    private record Seen(long after, List<Long> versions, long upTo) {}

    @Test
    void everyWatcherSeesTheOneHistoryWithoutGapOrRepetition() throws Exception {
        long seed = System.nanoTime();
        // A window that no watcher of this test outruns, except by the compactions.
        WatchCacheSettings settings = new WatchCacheSettings(100, 102_400, Duration.ofDays(1));
        try (TestApi api = new TestApi(settings, 1_000_000)) {
            List<Seen> seen = race(api, seed);
            Map<Long, String> complete = fullHistory(api);
            for (Seen watcher : seen) {
                List<Long> expected = complete.keySet().stream()
                        .filter(version -> version > watcher.after && version <= watcher.upTo)
                        .toList();
                assertThat(watcher.versions)
                        .as("seed %d, after %d", seed, watcher.after)
                        .isEqualTo(expected);
            }
            assertThat(seen).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(WATCHERS);
            assertThat(history).as("seed %d", seed).isEqualTo(complete);
        }
    }

    private TestWatch fromTheStart;

    private List<Seen> race(TestApi api, long seed) throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS + WATCHERS + 1);
        try {
            fromTheStart = api.watch(MAPS + "?resourceVersion=" + api.store.revision());
            List<Future<?>> writers = new ArrayList<>();
            for (int index = 0; index < WRITERS; index++) {
                Random random = new Random(seed + index);
                writers.add(threads.submit(() -> write(api, random)));
            }
            List<Future<List<Seen>>> watchers = new ArrayList<>();
            for (int index = 0; index < WATCHERS; index++) {
                Random random = new Random(seed + 1_000 + index);
                watchers.add(threads.submit(() -> watch(api, random)));
            }
            Future<?> compactor = threads.submit(() -> compact(api, new Random(seed - 1)));
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            written.set(true);
            compactor.get(60, TimeUnit.SECONDS);
            List<Seen> seen = new ArrayList<>();
            for (Future<List<Seen>> watcher : watchers) {
                seen.addAll(watcher.get(60, TimeUnit.SECONDS));
            }
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One watch that was open all the while is the measure of the others. */
    private Map<Long, String> fullHistory(TestApi api) {
        Map<Long, String> complete = new TreeMap<>();
        for (Line line : fromTheStart.taken()) {
            assertThat(complete.put(line.version(), line.toString())).isNull();
        }
        assertThat(complete).isNotEmpty();
        history.putAll(complete);
        return complete;
    }

    private void write(TestApi api, Random random) {
        for (int count = 0; count < WRITES; count++) {
            String name = "map-" + random.nextInt(NAMES);
            switch (random.nextInt(4)) {
                case 0 -> api.delete(MAPS + "/" + name);
                case 1 -> api.merge(MAPS + "/" + name, "{'data':{'k':'" + random.nextInt(5) + "'}}");
                default -> api.post(MAPS, "{'metadata':{'name':'" + name + "'}}");
            }
        }
    }

    private void compact(TestApi api, Random random) {
        while (!written.get()) {
            api.store.compact(api.store.revision() - random.nextInt(200));
            Thread.yield();
        }
    }

    /** Watches from some version, now and then from another one, until all is written. */
    private List<Seen> watch(TestApi api, Random random) {
        List<Seen> seen = new ArrayList<>();
        boolean last = false;
        while (!last) {
            last = written.get();
            long after = Math.max(2, api.store.revision() - random.nextInt(100));
            TestWatch watch = api.watch(MAPS + "?resourceVersion=" + after);
            Map<Long, String> told = new HashMap<>();
            List<Long> versions = new ArrayList<>();
            boolean expired = false;
            long upTo;
            int rounds = 1 + random.nextInt(50);
            do {
                upTo = api.store.revision();
                for (Line line : watch.taken()) {
                    expired |= line.type().equals("ERROR");
                    versions.add(line.version());
                    told.put(line.version(), line.toString());
                }
            } while (--rounds > 0);
            watch.feed.cancel();
            if (!expired) {
                // What came after the counter was last read may be there or not.
                long end = versions.isEmpty() ? upTo : Math.max(upTo, versions.get(versions.size() - 1));
                seen.add(new Seen(after, versions, end));
                history.putAll(told);
            }
        }
        return seen;
    }
}
