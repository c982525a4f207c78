package dev.watchworks.lesson.pitfalls;

import io.kubernetes.client.openapi.ApiException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How long to wait after failures. */
record Backoff(Duration base, Duration maximum) {

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    /** Two to the power of this times a nanosecond is longer than any Duration. */
    private static final int ENOUGH = 100;

    Duration after(int failures, Duration retryAfter, RandomGenerator random) {
        if (failures < 1) {
            throw new IllegalArgumentException("no failure: " + failures);
        }
        BigInteger doubled = nanos(base).shiftLeft(Math.min(failures - 1, ENOUGH));
        Duration whole = duration(doubled.min(nanos(maximum)));
        Duration half = whole.dividedBy(2);
        Duration part = Duration.ofNanos((long) (random.nextDouble() * whole.minus(half).toNanos()));
        return retryAfter.plus(half).plus(part);
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(BILLION).add(BigInteger.valueOf(duration.getNano()));
    }

    private static Duration duration(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(BILLION);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** Reads the header Retry-After. It may also contain a date, but an API server sends seconds. */
    static Duration askedBy(ApiException refused) {
        Map<String, List<String>> headers = refused.getResponseHeaders();
        if (headers == null) {
            return Duration.ZERO;
        }
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if ("Retry-After".equalsIgnoreCase(header.getKey())) {
                for (String value : header.getValue()) {
                    try {
                        return Duration.ofSeconds(Math.max(0, Long.parseLong(value.trim())));
                    } catch (NumberFormatException date) {
                        System.err.println("Not a number of seconds: " + value);
                    }
                }
            }
        }
        return Duration.ZERO;
    }
}
