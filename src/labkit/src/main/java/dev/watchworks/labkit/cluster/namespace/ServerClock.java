package dev.watchworks.labkit.cluster.namespace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Response;

/**
 * What time it is on the cluster, by the {@code Date} of its last answer. Heartbeats are written and read by it: the
 * clocks of thirty laptops do not agree, and one that goes wrong must not delete what others use.
 */
public final class ServerClock {

    private final Clock clock;

    private volatile Duration ahead = Duration.ZERO;

    /** Shows this machine's time until a server has answered. */
    public ServerClock() {
        this(Clock.systemUTC());
    }

    ServerClock(Clock clock) {
        this.clock = clock;
    }

    /** Sets the clock by an answer, which is passed on as it is. */
    public Response setBy(Response answer) {
        java.util.Date date = answer.headers().getDate("Date");
        if (date != null) {
            ahead = Duration.between(clock.instant(), date.toInstant());
        }
        return answer;
    }

    /** The time on the cluster, to a second or so. */
    public Instant now() {
        return clock.instant().plus(ahead);
    }
}
