package dev.watchworks.apiserver.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a watch at its timeout, and requests bookmarks: about every minute, and shortly before the end. */
final class WatchTimers {
    /** A real server's period. */
    private static final Duration BOOKMARK_PERIOD = Duration.ofMinutes(1);

    /** The time between a bookmark with the version to resume from and the end of the watch. */
    private static final Duration BEFORE_END = Duration.ofSeconds(2);

    /** A real server checks once a second, so it sends a second bookmark one second later. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Timers timers;
    private final Duration timeout;
    private final List<Runnable> cancelsLocked = new ArrayList<>();
    private boolean cancelledLocked;

    WatchTimers(Timers timers, Duration timeout) {
        this.timers = timers;
        this.timeout = timeout;
    }

    void begin(Runnable end, @Nullable Runnable bookmark) {
        later(timeout, end);
        if (bookmark == null) {
            return;
        }
        Duration first = timeout.minus(BEFORE_END);
        if (!first.isNegative() && !first.isZero()) {
            later(first, bookmark);
            later(first.plus(SECOND), bookmark);
        }
        everyMinute(bookmark);
    }

    private void everyMinute(Runnable bookmark) {
        later(BOOKMARK_PERIOD, () -> {
            bookmark.run();
            everyMinute(bookmark);
        });
    }

    private void later(Duration delay, Runnable task) {
        Runnable cancel = timers.schedule(delay, task);
        synchronized (this) {
            if (!cancelledLocked) {
                cancelsLocked.add(cancel);
                return;
            }
        }
        cancel.run();
    }

    void cancel() {
        List<Runnable> cancels;
        synchronized (this) {
            cancelledLocked = true;
            cancels = List.copyOf(cancelsLocked);
            cancelsLocked.clear();
        }
        cancels.forEach(Runnable::run);
    }
}
