package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A rate limiter in which a key waits twice as long after each failure. */
final class DoublingRateLimiter implements RateLimiter<String> {

    private final Duration first;
    private final Duration longest;
    private final Map<String, Integer> failures = new HashMap<>();

    DoublingRateLimiter(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    @Override
    public synchronized Duration when(String key) {
        int before = failures.merge(key, 1, Integer::sum) - 1;
        Duration wait = first;
        for (int number = 0; number < before && wait.compareTo(longest) < 0; number++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    @Override
    public synchronized void forget(String key) {
        failures.remove(key);
    }

    @Override
    public synchronized int numRequeues(String key) {
        return failures.getOrDefault(key, 0);
    }
}
