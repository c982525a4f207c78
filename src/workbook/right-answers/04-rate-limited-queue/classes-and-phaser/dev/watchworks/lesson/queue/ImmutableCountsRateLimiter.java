package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An exponential limiter. Each failure makes a new map of counts, which is fine for some thousand keys. */
final class ImmutableCountsRateLimiter implements RateLimiter<String> {

    private static final BigInteger BILLION = BigInteger.TEN.pow(9);
    private static final int ENOUGH_DOUBLINGS = 128;

    private final BigInteger first;
    private final BigInteger longest;
    private final AtomicReference<Map<String, Integer>> counts = new AtomicReference<>(Map.of());

    ImmutableCountsRateLimiter(Duration first, Duration longest) {
        this.first = nanos(first);
        this.longest = nanos(longest);
    }

    @Override
    public Duration when(String key) {
        int failuresBefore = counts.getAndUpdate(with(key, 1)).getOrDefault(key, 0);
        BigInteger[] time = first.shiftLeft(Math.min(failuresBefore, ENOUGH_DOUBLINGS))
                .min(longest)
                .divideAndRemainder(BILLION);
        return Duration.ofSeconds(time[0].longValueExact(), time[1].longValueExact());
    }

    private static UnaryOperator<Map<String, Integer>> with(String key, int more) {
        return counts -> {
            Map<String, Integer> changed = new HashMap<>(counts);
            changed.merge(key, more, Integer::sum);
            return Map.copyOf(changed);
        };
    }

    @Override
    public void forget(String key) {
        counts.updateAndGet(before -> {
            if (!before.containsKey(key)) {
                return before;
            }
            Map<String, Integer> changed = new HashMap<>(before);
            changed.remove(key);
            return Map.copyOf(changed);
        });
    }

    @Override
    public int numRequeues(String key) {
        return counts.get().getOrDefault(key, 0);
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(BILLION).add(BigInteger.valueOf(duration.getNano()));
    }
}
