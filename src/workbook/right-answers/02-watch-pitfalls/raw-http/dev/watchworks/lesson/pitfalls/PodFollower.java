package dev.watchworks.lesson.pitfalls;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** Follows pods over raw HTTP. */
public class PodFollower implements WatchPitfallsLesson {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Call> running = new AtomicReference<>();
    private final RandomGenerator random = new SplittableRandom();

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 20_000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return EnumSet.complementOf(EnumSet.of(WhileAway.CREATED, WhileAway.LABELLED));
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        String place = resourceVersion;
        boolean begun = false;
        try (Response answer = open(client, namespace, resourceVersion)) {
            begun = true;
            if (!answer.isSuccessful()) {
                ApiException refusal = new ApiException(
                        answer.code(),
                        "refused",
                        answer.headers().toMultimap(),
                        answer.body().string());
                return new StreamEnd(end(answer.code()), place, refusal);
            }
            BufferedSource lines = answer.body().source();
            for (String line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
                JsonObject event;
                try {
                    event = JsonParser.parseString(line).getAsJsonObject();
                } catch (JsonParseException | IllegalStateException half) {
                    return new StreamEnd(How.BROKEN, place);
                }
                String type = event.get("type").getAsString();
                JsonObject object = event.getAsJsonObject("object");
                if (type.equals("ERROR")) {
                    return new StreamEnd(end(object.get("code").getAsInt()), place);
                }
                if (!type.equals("BOOKMARK")) {
                    V1Pod pod = JSON.deserialize(object.toString(), V1Pod.class);
                    changes.accept(new Change(Change.Type.valueOf(type), pod));
                }
                place = object.getAsJsonObject("metadata").get("resourceVersion").getAsString();
            }
            return new StreamEnd(How.TIMED_OUT, place);
        } catch (IOException | ApiException broken) {
            ApiException unreachable = broken instanceof ApiException refused ? refused : new ApiException(broken);
            return new StreamEnd(How.BROKEN, place, begun ? null : unreachable);
        }
    }

    private static How end(int code) {
        return code == 410 ? How.GONE : How.BROKEN;
    }

    private Response open(ApiClient client, String namespace, String version) throws ApiException, IOException {
        Call call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .resourceVersion(version)
                .allowWatchBookmarks(true)
                .timeoutSeconds(60)
                .watch(true)
                .buildCall(null);
        running.set(call);
        if (stopped.getCount() == 0) {
            call.cancel();
        }
        return call.execute();
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        Map<String, List<String>> headers = refused.getResponseHeaders();
        if (headers != null) {
            for (String name : headers.keySet()) {
                if (name.equalsIgnoreCase("Retry-After")) {
                    return Duration.ofSeconds(Long.parseLong(headers.get(name).get(0)));
                }
            }
        }
        return Duration.ZERO;
    }

    @Override
    public Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator source) {
        Duration whole = base;
        for (int failure = 1; failure < failures && whole.compareTo(maximum) < 0; failure++) {
            whole = whole.multipliedBy(2);
        }
        whole = whole.compareTo(maximum) < 0 ? whole : maximum;
        Duration part = Duration.ofNanos((long) (whole.toNanos() * source.nextDouble(0.5, 1)));
        // The server asks all clients for the same time, so a tenth of the own pause is added.
        Duration asked = retryAfter.isZero() ? retryAfter : retryAfter.plus(part.dividedBy(10));
        return part.compareTo(asked) > 0 ? part : asked;
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        Map<String, V1Pod> before = Map.copyOf(known);
        Map<String, V1Pod> now = new HashMap<>();
        list.getItems().forEach(pod -> now.put(pod.getMetadata().getName(), pod));
        known.keySet().retainAll(now.keySet());
        known.putAll(now);
        before.forEach((name, pod) -> {
            if (!now.containsKey(name)) {
                changes.accept(new Change(Change.Type.DELETED, pod));
            }
        });
        now.forEach((name, pod) -> {
            V1Pod old = before.get(name);
            if (old == null) {
                changes.accept(new Change(Change.Type.ADDED, pod));
            } else if (!old.getMetadata()
                    .getResourceVersion()
                    .equals(pod.getMetadata().getResourceVersion())) {
                changes.accept(new Change(Change.Type.MODIFIED, pod));
            }
        });
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Map<String, V1Pod> known = new HashMap<>();
        String place = "";
        int failures = 0;
        Duration rest = Duration.ZERO;
        while (!stopped.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            ApiException refusal = null;
            String before = place;
            boolean lived = false;
            try {
                if (place.isEmpty()) {
                    place = relist(client, namespace, known, changes);
                }
                long begun = System.nanoTime();
                StreamEnd end = watchFrom(client, namespace, place, change -> {
                    known.compute(change.name(), (name, old) -> change.type() == Change.Type.DELETED ? null : change.pod());
                    changes.accept(change);
                });
                refusal = end.refusal();
                lived = refusal == null && end.how() != How.GONE && System.nanoTime() - begun >= 1_000_000_000L;
                place = end.how() == How.GONE ? "" : end.resourceVersion();
            } catch (ApiException refused) {
                refusal = refused;
            }
            // A first list alone is not progress: a pause follows it too.
            boolean moved = !before.isEmpty() && !place.isEmpty() && !place.equals(before);
            failures = moved || lived ? 0 : failures + 1;
            Duration asked = refusal == null ? Duration.ZERO : retryAfter(refusal);
            rest = failures == 0 ? asked : pause(failures, base, maximum, asked, random);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        Call call = running.get();
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        Consumer<Change> all = consumers.stream().map(PodFollower::careful).reduce(change -> {}, Consumer::andThen);
        follow(client, namespace, base, maximum, all);
    }

    private static Consumer<Change> careful(Consumer<Change> consumer) {
        return change -> {
            try {
                consumer.accept(change);
            } catch (RuntimeException itsOwnTrouble) {
                System.err.println(itsOwnTrouble.getMessage());
            }
        };
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new Locked(capacity);
    }

    private static final class Locked implements ChangeBuffer {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition room = lock.newCondition();
        private final Condition work = lock.newCondition();
        private final Deque<String> order = new ArrayDeque<>();
        private final Map<String, Change> newest = new HashMap<>();
        private final int capacity;

        Locked(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void put(Change change) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (order.size() == capacity && !newest.containsKey(change.name())) {
                    room.await();
                }
                if (newest.put(change.name(), change) == null) {
                    order.add(change.name());
                    work.signal();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Change take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (order.isEmpty()) {
                    work.await();
                }
                // Wake all threads, because each may wait for something else.
                room.signalAll();
                return newest.remove(order.remove());
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int size() {
            lock.lock();
            try {
                return order.size();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        int left = attempts;
        while (true) {
            try {
                handler.accept(change);
                return true;
            } catch (RuntimeException failure) {
                if (--left == 0) {
                    return false;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
