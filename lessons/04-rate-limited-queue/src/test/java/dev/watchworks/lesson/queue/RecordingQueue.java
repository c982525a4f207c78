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

/** A real queue that remembers how it was used. */
final class RecordingQueue extends DefaultRateLimitingQueue<String> {

    private final List<String> uses = new CopyOnWriteArrayList<>();

    private final Lab lab;

    private RecordingQueue(Lab lab, ExecutorService delays, RateLimiter<String> limiter) {
        super(delays, limiter);
        this.lab = lab;
    }

    /** A queue that lets a key wait one millisecond after its first failure, then two, and so on. */
    static RecordingQueue fast(Lab lab) {
        return of(lab, Duration.ofMillis(1), Duration.ofMillis(20));
    }

    /** A queue that lets a key wait for an hour after a failure. */
    static RecordingQueue slow(Lab lab) {
        return of(lab, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static RecordingQueue of(Lab lab, Duration first, Duration longest) {
        return with(lab, new ItemExponentialFailureRateLimiter<>(first, longest));
    }

    /** A queue with this limiter. */
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
        use("add", key);
        super.add(key);
    }

    @Override
    public void addAfter(String key, Duration delay) {
        use("addAfter", key);
        super.addAfter(key, delay);
    }

    @Override
    public void addRateLimited(String key) {
        use("addRateLimited", key);
        super.addRateLimited(key);
    }

    @Override
    public void forget(String key) {
        use("forget", key);
        super.forget(key);
    }

    @Override
    public void done(String key) {
        use("done", key);
        super.done(key);
    }

    @Override
    public String get() throws InterruptedException {
        String key = super.get();
        happened(key == null ? "the queue is shut down and empty: get gave null" : "the queue handed out " + key);
        return key;
    }

    @Override
    public void shutDown() {
        happened("the queue was shut down");
        super.shutDown();
    }

    private void use(String method, String key) {
        uses.add(method + "(" + (key == null ? "null" : "\"" + key + "\"") + ")");
        happened(
                switch (method) {
                    case "add" -> "the queue was given " + key;
                    case "addAfter" -> "the queue was given " + key + " with a delay";
                    case "addRateLimited" -> "the queue was given " + key + " with rate limiting";
                    case "forget" -> "the queue was told to forget the failures of " + key;
                    default -> "the queue was told that " + key + " is done";
                });
    }

    private void happened(String what) {
        lab.timeline().recordLearner(what);
    }

    /** What was called since the queue was made or last asked for {@link #fresh}, such as {@code add("shop/web")}. */
    List<String> uses() {
        return List.copyOf(uses);
    }

    /** Forgets how the queue was used so far. */
    RecordingQueue fresh() {
        uses.clear();
        return this;
    }

    /** Takes out all keys that can be had now, and says that they are done. */
    List<String> takeAll() throws InterruptedException {
        List<String> keys = new ArrayList<>();
        while (length() > 0) {
            String key = super.get();
            keys.add(key);
            super.done(key);
        }
        return keys;
    }

    /** In words how it was used, for "but …". */
    String describe() {
        return uses.isEmpty()
                ? "your code did not touch the queue"
                : "your code called " + String.join(", ", uses.subList(Math.max(0, uses.size() - 4), uses.size()));
    }
}
