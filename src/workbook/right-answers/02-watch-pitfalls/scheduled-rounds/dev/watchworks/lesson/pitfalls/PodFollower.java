package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.Call;

/** Follows pods in rounds that an executor runs. */
public class PodFollower implements WatchPitfallsLesson {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Call open;

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 5_000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.CAME_AND_WENT, WhileAway.PAINTED_BLUE, WhileAway.DELETED);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        String[] last = {resourceVersion};
        try {
            return read(client, namespace, resourceVersion, last, changes);
        } catch (ApiException refused) {
            StreamEnd.How how = refused.getCode() == 410 ? StreamEnd.How.GONE : StreamEnd.How.BROKEN;
            return new StreamEnd(how, last[0], refused);
        } catch (ConsumerFailure failure) {
            throw (RuntimeException) failure.getCause();
        } catch (IOException | RuntimeException broken) {
            return new StreamEnd(StreamEnd.How.BROKEN, last[0]);
        }
    }

    private StreamEnd read(
            ApiClient client, String namespace, String version, String[] last, Consumer<Change> changes)
            throws ApiException, IOException {
        Call call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .watch(true)
                .timeoutSeconds(60)
                .resourceVersion(version)
                .buildCall(null);
        open = call;
        if (end.isDone()) {
            return new StreamEnd(StreamEnd.How.BROKEN, version);
        }
        try (Watch<V1Pod> watch =
                Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            for (Watch.Response<V1Pod> event : watch) {
                if (event.object == null) {
                    boolean gone = Integer.valueOf(410).equals(event.status.getCode());
                    return new StreamEnd(gone ? StreamEnd.How.GONE : StreamEnd.How.BROKEN, last[0]);
                }
                try {
                    changes.accept(new Change(Change.Type.valueOf(event.type), event.object));
                } catch (RuntimeException failure) {
                    throw new ConsumerFailure(failure);
                }
                last[0] = version(event.object);
            }
            return new StreamEnd(StreamEnd.How.TIMED_OUT, last[0]);
        }
    }

    /** Contains an exception of a consumer, so that the code for exceptions of the stream does not catch it. */
    private static final class ConsumerFailure extends RuntimeException {
        ConsumerFailure(RuntimeException cause) {
            super(cause);
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        return Optional.ofNullable(refused.getResponseHeaders())
                .flatMap(headers -> headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("retry-after"))
                        .map(header -> Duration.ofSeconds(
                                Long.parseLong(header.getValue().get(0))))
                        .findAny())
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        double whole = Math.min(base.toMillis() * Math.pow(2, failures - 1), maximum.toMillis());
        long own = Math.round(whole * (1 + random.nextDouble()) / 2);
        return retryAfter.plusMillis(own);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        Set<String> names = list.getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
        for (V1Pod pod : list.getItems()) {
            V1Pod before = known.put(pod.getMetadata().getName(), pod);
            if (before == null || !version(before).equals(version(pod))) {
                changes.accept(new Change(before == null ? Change.Type.ADDED : Change.Type.MODIFIED, pod));
            }
        }
        for (String name : Set.copyOf(known.keySet())) {
            if (!names.contains(name)) {
                changes.accept(new Change(Change.Type.DELETED, known.remove(name)));
            }
        }
        return list.getMetadata().getResourceVersion();
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
        rounds.execute(new Round(rounds, client, namespace, base, maximum, changes));
        try {
            end.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            cancel();
            rounds.shutdownNow();
        }
    }

    private final class Round implements Runnable {
        private final ScheduledExecutorService rounds;
        private final ApiClient client;
        private final String namespace;
        private final Duration base;
        private final Duration maximum;
        private final Consumer<Change> changes;
        private final Map<String, V1Pod> known = new ConcurrentHashMap<>();
        private final Random random = new Random();
        private final Clock clock = Clock.systemUTC();
        private Optional<String> place = Optional.empty();
        private int failures;

        Round(
                ScheduledExecutorService rounds,
                ApiClient client,
                String namespace,
                Duration base,
                Duration maximum,
                Consumer<Change> changes) {
            this.rounds = rounds;
            this.client = client;
            this.namespace = namespace;
            this.base = base;
            this.maximum = maximum;
            this.changes = changes;
        }

        @Override
        public void run() {
            try {
                Duration asked = attempt();
                if (!end.isDone()) {
                    Duration rest = failures == 0 ? asked : pause(failures, base, maximum, asked, random);
                    rounds.schedule(this, rest.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (RuntimeException failure) {
                end.completeExceptionally(failure);
            }
        }

        private Duration attempt() {
            Optional<String> before = place;
            try {
                if (place.isEmpty()) {
                    place = Optional.of(relist(client, namespace, known, changes));
                }
                long begun = clock.millis();
                StreamEnd how = watchFrom(client, namespace, place.get(), this::heard);
                place = how.how() == StreamEnd.How.GONE ? Optional.empty() : Optional.of(how.resourceVersion());
                boolean lived = how.refusal() == null && clock.millis() - begun >= 1_000;
                failures = place.isPresent() && (lived || !place.equals(before)) ? 0 : failures + 1;
                return how.refusal() == null ? Duration.ZERO : retryAfter(how.refusal());
            } catch (ApiException refused) {
                failures++;
                return retryAfter(refused);
            }
        }

        private void heard(Change change) {
            if (change.type() == Change.Type.DELETED) {
                known.remove(change.name());
            } else {
                known.put(change.name(), change.pod());
            }
            changes.accept(change);
        }
    }

    @Override
    public void stop() {
        end.complete(null);
        cancel();
    }

    private void cancel() {
        Call call = open;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        List<ExecutorService> desks =
                consumers.stream().map(consumer -> Executors.newSingleThreadExecutor()).toList();
        try {
            follow(client, namespace, base, maximum, change -> {
                for (int index = 0; index < desks.size(); index++) {
                    Consumer<Change> consumer = consumers.get(index);
                    // With submit, an exception stays in the future. With execute, it would end the thread.
                    desks.get(index).submit(() -> consumer.accept(change));
                }
            });
        } finally {
            desks.forEach(ExecutorService::shutdownNow);
        }
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new Names(capacity);
    }

    private static final class Names implements ChangeBuffer {
        private final Semaphore room;
        private final BlockingQueue<String> names = new LinkedBlockingQueue<>();
        private final ConcurrentHashMap<String, Change> newest = new ConcurrentHashMap<>();

        Names(int capacity) {
            room = new Semaphore(capacity);
        }

        @Override
        public void put(Change change) throws InterruptedException {
            if (newest.computeIfPresent(change.name(), (name, older) -> change) != null) {
                return;
            }
            room.acquire();
            boolean isNew = newest.put(change.name(), change) == null;
            if (isNew) {
                names.add(change.name());
            } else {
                room.release();
            }
        }

        @Override
        public Change take() throws InterruptedException {
            Change change = newest.remove(names.take());
            room.release();
            return change;
        }

        @Override
        public int size() {
            return newest.size();
        }
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        if (succeeds(change, handler)) {
            return true;
        }
        if (attempts == 1) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        return handle(change, handler, attempts - 1, pause);
    }

    private static boolean succeeds(Change change, Consumer<Change> handler) {
        try {
            handler.accept(change);
            return true;
        } catch (RuntimeException failure) {
            return false;
        }
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
