package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import java.time.Duration;
import java.util.List;

/**
 * Finds out whether a run pauses: for some time there is no request and no response. Only time in which the run waits
 * counts, so a busy machine does not look like a pause.
 */
final class QuietPeriod {

    private final Lab lab;
    private final BackgroundTask run;
    private final Duration time;
    private List<Exchange> seen = List.of();
    private Duration rested = Duration.ZERO;
    private long lastLook = System.nanoTime();

    QuietPeriod(Lab lab, BackgroundTask run, Duration time) {
        this.lab = lab;
        this.run = run;
        this.time = time;
    }

    /** Call this again and again: each call adds the time since the call before. */
    boolean isOver() {
        List<Exchange> exchanges = lab.wire().exchanges();
        long look = System.nanoTime();
        if (!exchanges.equals(seen)) {
            seen = exchanges;
            rested = Duration.ZERO;
        } else if (exchanges.stream().noneMatch(Exchange::isOpen) && (run.isWaiting() || !run.isRunning())) {
            rested = rested.plusNanos(look - lastLook);
        }
        lastLook = look;
        return rested.compareTo(time) > 0;
    }
}
