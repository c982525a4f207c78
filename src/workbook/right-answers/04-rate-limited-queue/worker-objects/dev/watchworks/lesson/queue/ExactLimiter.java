package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An exponential limiter without overflow: it calculates in nanoseconds of any size. */
record ExactLimiter(BigInteger first, BigInteger longest, Map<String, AtomicInteger> failures)
        implements RateLimiter<String> {

    private static final BigInteger BILLION = BigInteger.TEN.pow(9);

    static ExactLimiter of(Duration first, Duration longest) {
        return new ExactLimiter(nanos(first), nanos(longest), new ConcurrentHashMap<>());
    }

    @Override
    public Duration when(String key) {
        int before = failures.computeIfAbsent(key, unused -> new AtomicInteger()).getAndIncrement();
        BigInteger wait = first.shiftLeft(Math.min(before, 200)).min(longest);
        BigInteger[] parts = wait.divideAndRemainder(BILLION);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    @Override
    public void forget(String key) {
        failures.remove(key);
    }

    @Override
    public int numRequeues(String key) {
        AtomicInteger count = failures.get(key);
        return count == null ? 0 : count.get();
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(BILLION)
                .add(BigInteger.valueOf(duration.getNano()));
    }
}
