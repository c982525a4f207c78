package dev.watchworks.lesson.pitfalls;

import io.kubernetes.client.openapi.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Calculates how long to wait before the next attempt. */
record BackOff(Duration base, Duration maximum, RandomGenerator random) {

    Duration after(int failures, Duration asked) {
        long limit = maximum.toNanos();
        long whole = base.toNanos();
        for (int doubled = 1; doubled < failures && whole < limit; doubled++) {
            whole *= 2;
        }
        long bounded = Math.min(whole, limit);
        return asked.plusNanos(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }

    static Duration askedBy(ApiException refused) {
        if (refused == null || refused.getResponseHeaders() == null) {
            return Duration.ZERO;
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(refused.getResponseHeaders());
        List<String> values = headers.getOrDefault("Retry-After", List.of());
        return values.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Integer.parseInt(values.get(0)));
    }
}
