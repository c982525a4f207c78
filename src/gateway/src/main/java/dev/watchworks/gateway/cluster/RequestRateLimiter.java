package dev.watchworks.gateway.cluster;

import java.time.Duration;

/**
 * How many requests may go to a cluster: a bucket of tokens that refills evenly, as client-go limits itself by QPS and
 * burst. Safe for use by several threads.
 */
public final class RequestRateLimiter {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long nanosPerRequest;
    private final long nanosOfBurst;

    /** When the bucket would be full again, on the clock of {@link System#nanoTime}. */
    private long fullAt;

    private RequestRateLimiter(long nanosPerRequest, int burst) {
        this.nanosPerRequest = nanosPerRequest;
        this.nanosOfBurst = nanosPerRequest * burst;
        fullAt = System.nanoTime();
    }

    /** No limit. */
    public static RequestRateLimiter unlimited() {
        return new RequestRateLimiter(0, 0);
    }

    /**
     * A limit.
     *
     * @param requestsPerSecond how many go on in the long run
     * @param burst how many may go at once after a rest
     * @throws IllegalArgumentException if either is below 1
     */
    public static RequestRateLimiter of(int requestsPerSecond, int burst) {
        if (requestsPerSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("a limit lets at least one request through, not " + requestsPerSecond
                    + " a second and " + burst + " at once");
        }
        return new RequestRateLimiter(NANOS_PER_SECOND / requestsPerSecond, burst);
    }

    /** Counts a request, and says how long it must wait before it may go; zero if not at all. */
    public synchronized Duration reserve() {
        long now = System.nanoTime();
        if (fullAt - now < 0) {
            fullAt = now;
        }
        fullAt += nanosPerRequest;
        return Duration.ofNanos(Math.max(0, fullAt - now - nanosOfBurst));
    }
}
