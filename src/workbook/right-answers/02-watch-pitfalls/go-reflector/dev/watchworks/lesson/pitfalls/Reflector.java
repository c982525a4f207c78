package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Like cache.Reflector of client-go. One goroutine runs it, so it needs no lock. */
final class Reflector {

    private static final long SHORT_WATCH_NANOS = Duration.ofSeconds(1).toNanos();

    private final PodFollower requests;
    private final ApiClient client;
    private final String namespace;
    private final Duration base;
    private final Duration maximum;
    private final Consumer<Change> sink;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Map<String, V1Pod> store = new HashMap<>();

    private String lastSyncResourceVersion = "";
    private int failures;

    Reflector(
            PodFollower requests,
            ApiClient client,
            String namespace,
            Duration base,
            Duration maximum,
            Consumer<Change> sink) {
        this.requests = requests;
        this.client = client;
        this.namespace = namespace;
        this.base = base;
        this.maximum = maximum;
        this.sink = sink;
    }

    /** wait.BackoffUntil(r.ListAndWatch, …, stopCh) */
    void run(StopChannel stopCh) throws InterruptedException {
        while (!stopCh.isClosed()) {
            if (Thread.currentThread().isInterrupted()) {
                Thread.interrupted();
                throw new InterruptedException();
            }
            Duration serverAsked = listAndWatch();
            if (failures > 0 || !serverAsked.isZero()) {
                stopCh.waitFor(requests.pause(Math.max(failures, 1), base, maximum, serverAsked, random));
            }
        }
    }

    /** Returns how long the server asked us to stay away. */
    private Duration listAndWatch() {
        if (lastSyncResourceVersion.isEmpty()) {
            ApiException err = list();
            if (err != null) {
                failures++;
                return requests.retryAfter(err);
            }
        }
        long start = System.nanoTime();
        String before = lastSyncResourceVersion;
        StreamEnd end = requests.watchFrom(client, namespace, before, this::watchHandler);
        boolean veryShort = end.resourceVersion().equals(before) && System.nanoTime() - start < SHORT_WATCH_NANOS;

        if (end.how() == How.GONE) {
            failures = veryShort ? failures + 1 : 1;
            lastSyncResourceVersion = "";
        } else if (end.how() == How.BROKEN) {
            failures = veryShort ? failures + 1 : 1;
            lastSyncResourceVersion = end.resourceVersion();
        } else {
            failures = veryShort ? failures + 1 : 0;
            lastSyncResourceVersion = end.resourceVersion();
        }
        return end.refusal() == null ? Duration.ZERO : requests.retryAfter(end.refusal());
    }

    private ApiException list() {
        try {
            lastSyncResourceVersion = requests.relist(client, namespace, store, sink);
            return null;
        } catch (ApiException err) {
            return err;
        }
    }

    private void watchHandler(Change event) {
        switch (event.type()) {
            case ADDED:
            case MODIFIED:
                store.put(event.name(), event.pod());
                break;
            case DELETED:
                store.remove(event.name());
                break;
            default:
                throw new IllegalStateException("unable to understand " + event.type());
        }
        sink.accept(event);
    }
}
