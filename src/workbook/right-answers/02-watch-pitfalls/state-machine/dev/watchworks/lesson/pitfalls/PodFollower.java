package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/** The front of the machine: each step has a class of its own. */
public class PodFollower implements WatchPitfallsLesson {

    private static final Logger LOG = Logger.getLogger(PodFollower.class.getName());

    private final StopSignal signal = new StopSignal();

    @Override
    public WatchCost predictWatchCost() {
        int watches = 3;
        return new WatchCost(watches, watches, 1);
    }

    @Override
    public long predictRestartLoop() {
        return TimeUnit.SECONDS.toMillis(10);
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return EnumSet.complementOf(EnumSet.of(WhileAway.CREATED, WhileAway.LABELLED));
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        return new PodStream(client, signal, resourceVersion).read(namespace, changes);
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        Map<String, List<String>> headers = refused.getResponseHeaders();
        if (headers == null) {
            return Duration.ZERO;
        }
        for (String name : headers.keySet()) {
            if (name != null && name.toLowerCase(Locale.ROOT).equals("retry-after")) {
                List<String> values = headers.get(name);
                if (values != null && !values.isEmpty()) {
                    return seconds(values.get(0));
                }
            }
        }
        return Duration.ZERO;
    }

    private static Duration seconds(String value) {
        try {
            return Duration.ofSeconds(Math.max(0, Integer.parseInt(value.trim())));
        } catch (NumberFormatException | NullPointerException noNumber) {
            LOG.fine(() -> "No number of seconds: " + value);
            return Duration.ZERO;
        }
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        return new Backoff(base, maximum).pause(failures, retryAfter, random);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = new PodLister(client, signal).list(namespace);
        Comparison comparison = Comparison.between(known, list.getItems());
        known.clear();
        known.putAll(comparison.after());
        comparison.differences().forEach(changes);
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Map<String, V1Pod> known = new HashMap<>();
        Consumer<Change> remember = change ->
                known.compute(change.name(), (name, old) -> change.type() == Change.Type.DELETED ? null : change.pod());
        FollowMachine.Requests requests = new FollowMachine.Requests() {
            @Override
            public String relist() throws ApiException {
                return PodFollower.this.relist(client, namespace, known, changes);
            }

            @Override
            public StreamEnd watchFrom(String version, Consumer<Change> sink) {
                return PodFollower.this.watchFrom(client, namespace, version, sink);
            }

            @Override
            public Duration retryAfter(ApiException refused) {
                return PodFollower.this.retryAfter(refused);
            }
        };
        new FollowMachine(requests, signal, new Backoff(base, maximum), remember.andThen(changes)).run();
    }

    @Override
    public void stop() {
        signal.give();
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, new FanOut(consumers));
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new FutureBuffer(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        int left = attempts;
        boolean succeeded = attempt(change, handler);
        while (!succeeded && --left > 0) {
            never.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            succeeded = attempt(change, handler);
        }
        return succeeded;
    }

    private static boolean attempt(Change change, Consumer<Change> handler) {
        try {
            handler.accept(change);
            return true;
        } catch (Exception failure) {
            LOG.warning(() -> "The handler failed on " + change.name() + ": " + failure);
            return false;
        }
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
