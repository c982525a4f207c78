package dev.watchworks.gateway.cluster;

import java.time.Duration;

/**
 * Limits the requests to a cluster with a token bucket, as client-go does by QPS and burst. Safe for use by several
 * threads.
 */
public final class RequestRateLimiter {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long nanosPerRequest;
    private final long nanosOfBurst;

    /** When the bucket will be full again, on the clock of {@link System#nanoTime}. */
    private long fullAt;

    private RequestRateLimiter(long nanosPerRequest, int burst) {
        this.nanosPerRequest = nanosPerRequest;
        this.nanosOfBurst = nanosPerRequest * burst;
        fullAt = System.nanoTime();
    }

    /** Returns a limiter that lets all requests through. */
    public static RequestRateLimiter unlimited() {
        return new RequestRateLimiter(0, 0);
    }

    /**
     * Returns a limiter.
     *
     * @param requestsPerSecond how many requests pass in the long run
     * @param burst how many requests may pass at once after a pause
     * @throws IllegalArgumentException if either is below 1
     */
    public static RequestRateLimiter of(int requestsPerSecond, int burst) {
        if (requestsPerSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("a limit lets at least one request through, not " + requestsPerSecond
                    + " a second and " + burst + " at once");
        }
        return new RequestRateLimiter(NANOS_PER_SECOND / requestsPerSecond, burst);
    }

    /** Counts a request, and returns how long it must wait before it may be sent; zero if not at all. */
    public synchronized Duration reserve() {
        long now = System.nanoTime();
        if (fullAt - now < 0) {
            fullAt = now;
        }
        fullAt += nanosPerRequest;
        return Duration.ofNanos(Math.max(0, fullAt - now - nanosOfBurst));
    }
}
