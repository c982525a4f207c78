package dev.watchworks.lesson.pitfalls;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A state machine of small classes with three states: listing, watching and pausing. */
public class PodFollower implements WatchPitfallsLesson {

    private enum State {
        LISTING,
        WATCHING
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private PodStream stream;
    private boolean stopped;

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 1_000 * 10;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.DELETED, WhileAway.CAME_AND_WENT, WhileAway.PAINTED_BLUE);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        PodStream next = new PodStream(client, namespace, resourceVersion);
        lock.lock();
        try {
            stream = next;
            if (stopped) {
                next.end();
            }
        } finally {
            lock.unlock();
        }
        return next.read(changes);
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        return BackOff.askedBy(refused);
    }

    @Override
    public Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        return new BackOff(base, maximum, random).after(failures, retryAfter);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = list(client, namespace);
        List<Change> differences = new Known(known).until(list.getItems());
        known.clear();
        list.getItems().forEach(pod -> known.put(pod.getMetadata().getName(), pod));
        differences.forEach(changes);
        return list.getMetadata().getResourceVersion();
    }

    private static V1PodList list(ApiClient client, String namespace) throws ApiException {
        return new CoreV1Api(client).listNamespacedPod(namespace).execute();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        new Machine(client, namespace, new BackOff(base, maximum, ThreadLocalRandom.current()), changes).run();
    }

    private final class Machine {
        private final ApiClient client;
        private final String namespace;
        private final BackOff backOff;
        private final Consumer<Change> changes;
        private Known known = new Known(Map.of());
        private State state = State.LISTING;
        private String place = "";
        private int failures;

        Machine(ApiClient client, String namespace, BackOff backOff, Consumer<Change> changes) {
            this.client = client;
            this.namespace = namespace;
            this.backOff = backOff;
            this.changes = changes;
        }

        void run() throws InterruptedException {
            while (!isStopped()) {
                if (state == State.LISTING) {
                    listOnce();
                } else {
                    watchOnce();
                }
            }
        }

        private void listOnce() throws InterruptedException {
            try {
                V1PodList list = list(client, namespace);
                known.until(list.getItems()).forEach(this::tell);
                place = list.getMetadata().getResourceVersion();
                state = State.WATCHING;
            } catch (ApiException refused) {
                failed(refused);
            }
        }

        private void watchOnce() throws InterruptedException {
            Instant deadline = Instant.now().plusSeconds(1);
            StreamEnd end = watchFrom(client, namespace, place, this::tell);
            if (end.how() == StreamEnd.How.GONE) {
                state = State.LISTING;
                failed(end.refusal());
            } else if (end.resourceVersion().equals(place)
                    && (end.refusal() != null || Instant.now().isBefore(deadline))) {
                failed(end.refusal());
            } else {
                failures = 0;
                place = end.resourceVersion();
            }
        }

        private void tell(Change change) {
            known = known.with(change);
            changes.accept(change);
        }

        private void failed(ApiException refusal) throws InterruptedException {
            failures++;
            rest(backOff.after(failures, BackOff.askedBy(refusal)));
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private void rest(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!stopped && left > 0) {
                left = stopping.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
            if (stream != null) {
                stream.end();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, change -> consumers.forEach(consumer -> tell(consumer, change)));
    }

    private static void tell(Consumer<Change> consumer, Change change) {
        try {
            consumer.accept(change);
        } catch (RuntimeException failure) {
            failure.printStackTrace();
        }
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new PodBuffer(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        for (int call = 0; call < attempts; call++) {
            if (call > 0) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
            try {
                handler.accept(change);
                return true;
            } catch (Exception failure) {
                System.out.println(change.name() + ": " + failure.getMessage());
            }
        }
        return false;
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
