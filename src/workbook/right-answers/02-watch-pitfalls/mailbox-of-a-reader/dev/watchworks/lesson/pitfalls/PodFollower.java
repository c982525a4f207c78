package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.ReaderThread.Message;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.Change.Type;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.Call;

/** Follows the pods of a namespace. Another thread reads, and this one takes messages. */
public class PodFollower implements WatchPitfallsLesson {

    private static final Logger LOG = Logger.getLogger(PodFollower.class.getName());
    private static final Set<String> TYPES = Set.of("ADDED", "MODIFIED", "DELETED");

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicReference<Call> current = new AtomicReference<>();

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 10 * 1_000L;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.CAME_AND_WENT, WhileAway.DELETED, WhileAway.PAINTED_BLUE);
    }

    /** Makes a call the current one, so that a stop cancels it. A stop that has come already cancels it now. */
    private Call current(Call call) {
        current.set(call);
        if (stopped.isDone()) {
            call.cancel();
        }
        return call;
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        Call call;
        try {
            call = new CoreV1Api(client)
                    .listNamespacedPod(namespace)
                    .resourceVersion(resourceVersion)
                    .watch(true)
                    .timeoutSeconds(60)
                    .buildCall(null);
        } catch (ApiException notBuilt) {
            return new StreamEnd(How.BROKEN, resourceVersion, notBuilt);
        }
        String version = resourceVersion;
        try (ReaderThread reader = new ReaderThread(client, current(call))) {
            reader.start();
            while (true) {
                Message message = reader.take();
                if (message instanceof Message.Refused refused) {
                    return new StreamEnd(how(refused.exception().getCode()), version, refused.exception());
                }
                if (message instanceof Message.Broken broken) {
                    LOG.log(Level.FINE, "The stream broke.", broken.cause());
                    return new StreamEnd(How.BROKEN, version);
                }
                if (message instanceof Message.CleanEnd) {
                    return new StreamEnd(How.TIMED_OUT, version);
                }
                var event = ((Message.Event) message).event();
                if (event.status != null) {
                    return new StreamEnd(how(event.status.getCode()), version);
                }
                if (TYPES.contains(event.type)) {
                    changes.accept(new Change(Type.valueOf(event.type), event.object));
                    version = event.object.getMetadata().getResourceVersion();
                }
            }
        } catch (InterruptedException interrupted) {
            // The interrupt ends the next pause.
            Thread.currentThread().interrupt();
            return new StreamEnd(How.BROKEN, version);
        } finally {
            current.compareAndSet(call, null);
        }
    }

    private static How how(Integer code) {
        return Integer.valueOf(410).equals(code) ? How.GONE : How.BROKEN;
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        return Optional.ofNullable(refused.getResponseHeaders()).stream()
                .flatMap(headers -> headers.entrySet().stream())
                .filter(header -> "retry-after".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() < 10 && value.chars().allMatch(Character::isDigit))
                .map(Long::valueOf)
                .map(Duration::ofSeconds)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        Duration whole = base;
        for (int doublings = 1; doublings < failures && whole.compareTo(maximum) < 0 && !whole.isZero(); doublings++) {
            whole = whole.plus(whole);
        }
        if (whole.compareTo(maximum) > 0) {
            whole = maximum;
        }
        long nanos = whole.toNanos();
        long own = random.nextLong(nanos / 2, nanos + 1);
        return retryAfter.plusNanos(own);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        Call call = current(new CoreV1Api(client).listNamespacedPod(namespace).buildCall(null));
        V1PodList list = client.<V1PodList>execute(call, V1PodList.class).getData();
        Map<String, V1Pod> before = Map.copyOf(known);
        Map<String, V1Pod> now = list.getItems().stream()
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getName(), Function.identity(), (a, b) -> b, LinkedHashMap::new));
        known.clear();
        known.putAll(now);
        before.forEach((name, pod) -> {
            if (!now.containsKey(name)) {
                changes.accept(new Change(Type.DELETED, pod));
            }
        });
        now.forEach((name, pod) -> {
            V1Pod old = before.get(name);
            if (old == null) {
                changes.accept(new Change(Type.ADDED, pod));
            } else if (!version(old).equals(version(pod))) {
                changes.accept(new Change(Type.MODIFIED, pod));
            }
        });
        return list.getMetadata().getResourceVersion();
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Map<String, V1Pod> known = new LinkedHashMap<>();
        String version = null;
        int failures = 0;
        while (!stopped.isDone()) {
            Duration asked = Duration.ZERO;
            boolean good = false;
            try {
                if (version == null) {
                    version = relist(client, namespace, known, changes);
                }
                long begun = System.nanoTime();
                StreamEnd end = watchFrom(client, namespace, version, change -> {
                    if (change.type() == Type.DELETED) {
                        known.remove(change.name());
                    } else {
                        known.put(change.name(), change.pod());
                    }
                    changes.accept(change);
                });
                good = !version.equals(end.resourceVersion()) || System.nanoTime() - begun > maximum.toNanos();
                version = end.how() == How.GONE ? null : end.resourceVersion();
                if (end.refusal() != null) {
                    good = false;
                    asked = retryAfter(end.refusal());
                }
            } catch (ApiException refused) {
                asked = retryAfter(refused);
            }
            failures = good ? 0 : failures + 1;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (failures > 0) {
                rest(pause(failures, base, maximum, asked, ThreadLocalRandom.current()));
            }
        }
    }

    /** Waits for a stop, but not longer than this time. */
    private void rest(Duration time) throws InterruptedException {
        try {
            stopped.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            LOG.finest("The pause is over.");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        stopped.complete(null);
        Call call = current.get();
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        Consumer<Change> all = consumers.stream()
                .map(PodFollower::guarded)
                .reduce(Consumer::andThen)
                .orElse(nobody -> {});
        follow(client, namespace, base, maximum, all);
    }

    private static Consumer<Change> guarded(Consumer<Change> consumer) {
        return change -> {
            try {
                consumer.accept(change);
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "A consumer failed on " + change.name(), failure);
            }
        };
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new SlotBuffer(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        try {
            handler.accept(change);
            return true;
        } catch (RuntimeException failure) {
            LOG.log(Level.INFO, "{0} attempts left for {1}", new Object[] {attempts - 1, change.name()});
        }
        if (attempts <= 1) {
            return false;
        }
        Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        return handle(change, handler, attempts - 1, pause);
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
