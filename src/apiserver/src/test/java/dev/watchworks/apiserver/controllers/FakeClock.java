package dev.watchworks.apiserver.controllers;

import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock and timers that only a test moves. */
final class FakeClock extends Clock implements Timers {
    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    private record Alarm(Instant due, Runnable task) {}

    @Override
    public synchronized Runnable schedule(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** How many timers are set. */
    synchronized int alarms() {
        return alarms.size();
    }

    /** Moves the clock and runs the timers that end, in order. */
    void pass(Duration duration) {
        Instant end = instant().plus(duration);
        while (true) {
            Alarm next = next(end);
            if (next == null) {
                return;
            }
            next.task().run();
        }
    }

    private synchronized @Nullable Alarm next(Instant end) {
        Alarm next = alarms.stream()
                .filter(alarm -> !alarm.due().isAfter(end))
                .min(Comparator.comparing(Alarm::due))
                .orElse(null);
        if (next != null) {
            alarms.remove(next);
        }
        now = next == null ? end : next.due().isAfter(now) ? next.due() : now;
        return next;
    }

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

    @Override
    public void close() {}
}
