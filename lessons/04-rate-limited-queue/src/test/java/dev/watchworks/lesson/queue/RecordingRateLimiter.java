package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A rate limiter that records how long the keys wait. */
final class RecordingRateLimiter implements RateLimiter<String> {

    private final RateLimiter<String> limiter;
    private final List<Duration> delays = new CopyOnWriteArrayList<>();

    RecordingRateLimiter(RateLimiter<String> limiter) {
        this.limiter = limiter;
    }

    @Override
    public Duration when(String key) {
        Duration delay = limiter.when(key);
        delays.add(delay);
        return delay;
    }

    @Override
    public void forget(String key) {
        limiter.forget(key);
    }

    @Override
    public int numRequeues(String key) {
        return limiter.numRequeues(key);
    }

    /** Returns each delay so far, in order. */
    List<Duration> all() {
        return List.copyOf(delays);
    }
}
