package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and timers that stand still until a test moves them. */
final class ManualTime extends Clock implements Timers {
    private record Due(Instant at, long order, Runnable task) {}

    private final List<Due> due = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private long scheduled;

    @Override
    public synchronized Runnable schedule(Duration delay, Runnable task) {
        Due entry = new Due(now.plus(delay), scheduled++, task);
        due.add(entry);
        return () -> {
            synchronized (this) {
                due.remove(entry);
            }
        };
    }

    void advance(Duration step) {
        Instant end = instant().plus(step);
        for (Due next = nextUntil(end); next != null; next = nextUntil(end)) {
            next.task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Due nextUntil(Instant end) {
        Due next = due.stream()
                .filter(entry -> !entry.at().isAfter(end))
                .min(Comparator.comparing(Due::at).thenComparing(Due::order))
                .orElse(null);
        if (next != null) {
            due.remove(next);
            now = next.at();
        }
        return next;
    }

    @Override
    public void close() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
