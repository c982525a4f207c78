package dev.watchworks.lesson.pitfalls;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The pause after some failures: it doubles, up to a maximum, and has a random part. */
record Backoff(Duration base, Duration maximum) {

    private static final int MOST_DOUBLINGS = 40;

    Duration pause(int failures, Duration asked, RandomGenerator random) {
        Duration half = whole(failures).dividedBy(2);
        Duration upper = whole(failures).minus(half);
        // At least one half, rounded up, and never more than the whole.
        Duration own = upper.plusNanos((long) (half.toNanos() * random.nextDouble()));
        if (own.compareTo(asked) > 0) {
            return own;
        }
        return asked.plus(own);
    }

    private Duration whole(int failures) {
        Duration doubled = Stream.iterate(base, this::twice)
                .skip(Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS))
                .findFirst()
                .orElseThrow();
        return least(doubled);
    }

    private Duration twice(Duration pause) {
        return least(least(pause).multipliedBy(2));
    }

    private Duration least(Duration pause) {
        return pause.compareTo(maximum) < 0 ? pause : maximum;
    }
}
