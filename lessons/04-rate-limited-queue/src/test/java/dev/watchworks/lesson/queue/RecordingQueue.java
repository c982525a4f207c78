package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.extended.workqueue.DefaultRateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real queue that records its calls. */
final class RecordingQueue extends DefaultRateLimitingQueue<String> {

    private final List<String> uses = new CopyOnWriteArrayList<>();

    private final AtomicInteger inGet = new AtomicInteger();

    private final Lab lab;

    private RecordingQueue(Lab lab, ExecutorService delays, RateLimiter<String> limiter) {
        super(delays, limiter);
        this.lab = lab;
    }

    /** Makes a queue in which a key waits one millisecond after its first failure, then two, and so on. */
    static RecordingQueue fast(Lab lab) {
        return of(lab, Duration.ofMillis(1), Duration.ofMillis(20));
    }

    /** Makes a queue in which a key waits for an hour after a failure. */
    static RecordingQueue slow(Lab lab) {
        return of(lab, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static RecordingQueue of(Lab lab, Duration first, Duration longest) {
        return with(lab, new ItemExponentialFailureRateLimiter<>(first, longest));
    }

    /** Makes a queue with this rate limiter. */
    static RecordingQueue with(Lab lab, RateLimiter<String> limiter) {
        ExecutorService delays = Executors.newSingleThreadExecutor();
        RecordingQueue queue = new RecordingQueue(lab, delays, limiter);
        lab.atEnd(() -> {
            queue.shutDown();
            delays.shutdownNow();
        });
        return queue;
    }

    @Override
    public void add(String key) {
        recordUse("add", key);
        super.add(key);
    }

    @Override
    public void addAfter(String key, Duration delay) {
        recordUse("addAfter", key);
        super.addAfter(key, delay);
    }

    @Override
    public void addRateLimited(String key) {
        recordUse("addRateLimited", key);
        super.addRateLimited(key);
    }

    @Override
    public void forget(String key) {
        recordUse("forget", key);
        super.forget(key);
    }

    @Override
    public void done(String key) {
        recordUse("done", key);
        super.done(key);
    }

    @Override
    public String get() throws InterruptedException {
        inGet.incrementAndGet();
        String key;
        try {
            key = super.get();
        } finally {
            inGet.decrementAndGet();
        }
        recordEvent(
                key == null ? "the queue is shut down and empty, so get returned null" : "the queue gave out " + key);
        return key;
    }

    @Override
    public void shutDown() {
        recordEvent("the queue was shut down");
        super.shutDown();
    }

    private void recordUse(String method, String key) {
        uses.add(method + "(" + (key == null ? "null" : "\"" + key + "\"") + ")");
        recordEvent(
                switch (method) {
                    case "add" -> "add was called for " + key;
                    case "addAfter" -> "addAfter was called for " + key;
                    case "addRateLimited" -> "addRateLimited was called for " + key;
                    case "forget" -> "forget was called for " + key;
                    default -> "done was called for " + key;
                });
    }

    private void recordEvent(String what) {
        lab.timeline().recordLearner(what);
    }

    /** Returns the calls since the start or since {@link #clearUses}, such as {@code add("shop/web")}. */
    List<String> uses() {
        return List.copyOf(uses);
    }

    /** Returns how many threads wait in {@code get} now. */
    int threadsInGet() {
        return inGet.get();
    }

    /** Puts this key back so many times, as after failures, and removes the recorded calls. */
    RecordingQueue requeue(String key, int times) {
        for (int number = 0; number < times; number++) {
            addRateLimited(key);
        }
        return clearUses();
    }

    /** Removes the recorded calls. */
    RecordingQueue clearUses() {
        uses.clear();
        return this;
    }

    /** Takes out all keys that the queue can give out now, and calls done for them. */
    List<String> takeAll() throws InterruptedException {
        List<String> keys = new ArrayList<>();
        while (length() > 0) {
            String key = super.get();
            keys.add(key);
            super.done(key);
        }
        return keys;
    }

    /** Describes the calls, for "but …". */
    String describe() {
        // A copy, because an informer may call the queue meanwhile.
        List<String> calls = uses();
        return calls.isEmpty()
                ? "your code did not call the queue"
                : "your code called " + String.join(", ", calls.subList(Math.max(0, calls.size() - 4), calls.size()));
    }
}
