package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Reads each stream on a separate thread. */
public class PodFollower implements WatchPitfallsLesson {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<Thread> waiting = new AtomicReference<>();
    private final java.util.concurrent.atomic.AtomicBoolean quietly = new java.util.concurrent.atomic.AtomicBoolean();
    private final AtomicReference<Watchable<V1Pod>> open = new AtomicReference<>();

    @Override
    public WatchCost predictWatchCost() {
        int watchers = 3;
        return new WatchCost(watchers, watchers, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 30_000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.DELETED, WhileAway.CAME_AND_WENT, WhileAway.PAINTED_BLUE);
    }

    private static GenericKubernetesApi<V1Pod, V1PodList> pods(ApiClient client) {
        return new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        ListOptions options = new ListOptions();
        options.setResourceVersion(resourceVersion);
        options.setTimeoutSeconds(60);
        Place place = new Place(resourceVersion);
        try (Watchable<V1Pod> watch = pods(client).watch(namespace, options)) {
            open.set(watch);
            if (stopped.get()) {
                return place.end(How.BROKEN);
            }
            while (true) {
                Watch.Response<V1Pod> event;
                try {
                    if (!watch.hasNext()) {
                        return place.end(How.TIMED_OUT);
                    }
                    event = watch.next();
                } catch (RuntimeException broken) {
                    return place.end(How.BROKEN);
                }
                if ("ERROR".equals(event.type)) {
                    return place.end(event.status.getCode() == 410 ? How.GONE : How.BROKEN);
                }
                changes.accept(new Change(Change.Type.valueOf(event.type), event.object));
                place.move(event.object);
            }
        } catch (ApiException refused) {
            return new StreamEnd(refused.getCode() == 410 ? How.GONE : How.BROKEN, resourceVersion, refused);
        } catch (IOException notClosed) {
            return place.end(How.BROKEN);
        }
    }

    /** How far the thread has read a stream. */
    private static final class Place {
        private String version;

        Place(String version) {
            this.version = version;
        }

        void move(V1Pod pod) {
            version = pod.getMetadata().getResourceVersion();
        }

        StreamEnd end(How how) {
            return new StreamEnd(how, version);
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        if (refused.getResponseHeaders() == null) {
            return Duration.ZERO;
        }
        for (Map.Entry<String, List<String>> header : refused.getResponseHeaders().entrySet()) {
            if (header.getKey().toLowerCase().equals("retry-after")) {
                return Duration.parse("PT" + header.getValue().get(0) + "S");
            }
        }
        return Duration.ZERO;
    }

    @Override
    public Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        double factor = Math.scalb(1.0, Math.min(failures - 1, 40));
        double whole = Math.min(base.toMillis() * factor, maximum.toMillis());
        return retryAfter.plusMillis((long) (whole * (1 - random.nextDouble() / 2)));
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        // The exceptions of the generic API have no headers, and so no Retry-After.
        V1PodList list = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        Map<String, V1Pod> now = new TreeMap<>();
        list.getItems().forEach(pod -> now.put(pod.getMetadata().getName(), pod));
        for (Iterator<V1Pod> each = known.values().iterator(); each.hasNext(); ) {
            V1Pod before = each.next();
            if (!now.containsKey(before.getMetadata().getName())) {
                each.remove();
                changes.accept(new Change(Change.Type.DELETED, before));
            }
        }
        now.forEach((name, pod) -> {
            V1Pod before = known.put(name, pod);
            if (before == null) {
                changes.accept(new Change(Change.Type.ADDED, pod));
            } else if (!before.getMetadata().getResourceVersion().equals(pod.getMetadata().getResourceVersion())) {
                changes.accept(new Change(Change.Type.MODIFIED, pod));
            }
        });
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        waiting.set(Thread.currentThread());
        Map<String, V1Pod> known = new LinkedHashMap<>();
        AtomicReference<String> place = new AtomicReference<>();
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        int failures = 0;
        try {
            while (!stopped.get()) {
                String before = place.get();
                Duration asked = attemptOnItsThread(client, namespace, known, place, changes);
                boolean moved = place.get() != null && !place.get().equals(before);
                boolean quiet = quietly.getAndSet(false);
                failures = moved && before != null || quiet ? 0 : failures + 1;
                if (failures > 0 || !asked.isZero()) {
                    Thread.sleep(pause(Math.max(1, failures), base, maximum, asked, random).toMillis());
                }
            }
        } catch (InterruptedException interrupted) {
            if (!stopped.get()) {
                throw interrupted;
            }
        } finally {
            waiting.set(null);
            close();
        }
    }

    private Duration attemptOnItsThread(
            ApiClient client,
            String namespace,
            Map<String, V1Pod> known,
            AtomicReference<String> place,
            Consumer<Change> changes)
            throws InterruptedException {
        AtomicReference<Duration> asked = new AtomicReference<>(Duration.ZERO);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                asked.set(attempt(client, namespace, known, place, changes));
            } catch (RuntimeException ofAConsumer) {
                failure.set(ofAConsumer);
            }
        });
        reader.start();
        reader.join();
        if (failure.get() != null) {
            throw failure.get();
        }
        return asked.get();
    }

    private Duration attempt(
            ApiClient client,
            String namespace,
            Map<String, V1Pod> known,
            AtomicReference<String> place,
            Consumer<Change> changes) {
        try {
            if (place.get() == null) {
                place.set(relist(client, namespace, known, changes));
            }
            long begun = System.currentTimeMillis();
            StreamEnd end = watchFrom(client, namespace, place.get(), change -> {
                switch (change.type()) {
                    case DELETED -> known.remove(change.name());
                    default -> known.put(change.name(), change.pod());
                }
                changes.accept(change);
            });
            boolean lived = System.currentTimeMillis() - begun >= 1_000;
            quietly.set(lived && end.refusal() == null && end.how() != How.GONE);
            place.set(end.how() == How.GONE ? null : end.resourceVersion());
            return end.refusal() == null ? Duration.ZERO : retryAfter(end.refusal());
        } catch (ApiException refused) {
            return retryAfter(refused);
        }
    }

    @Override
    public void stop() {
        stopped.set(true);
        close();
        Thread follower = waiting.get();
        if (follower != null) {
            follower.interrupt();
        }
    }

    private void close() {
        Watchable<V1Pod> watch = open.get();
        if (watch != null) {
            try {
                watch.close();
            } catch (IOException isClosed) {
                // This is expected.
            }
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, change -> {
            int failed = 0;
            for (Consumer<Change> consumer : consumers) {
                try {
                    consumer.accept(change);
                } catch (RuntimeException failure) {
                    failed++;
                }
            }
            if (failed > 0) {
                System.err.println(failed + " consumers failed on " + change.name());
            }
        });
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new ChangeBuffer() {
            private final Map<String, Change> changes = new LinkedHashMap<>();

            @Override
            public void put(Change change) throws InterruptedException {
                synchronized (changes) {
                    while (changes.size() >= capacity && !changes.containsKey(change.name())) {
                        changes.wait();
                    }
                    changes.merge(change.name(), change, (older, newer) -> newer);
                    changes.notifyAll();
                }
            }

            @Override
            public Change take() throws InterruptedException {
                synchronized (changes) {
                    while (changes.isEmpty()) {
                        changes.wait();
                    }
                    changes.notifyAll();
                    return changes.remove(changes.keySet().iterator().next());
                }
            }

            @Override
            public int size() {
                synchronized (changes) {
                    return changes.size();
                }
            }
        };
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        boolean succeeded = false;
        for (int calls = 1; !succeeded; calls++) {
            try {
                handler.accept(change);
                succeeded = true;
            } catch (RuntimeException failure) {
                if (calls >= attempts) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        }
        return true;
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
