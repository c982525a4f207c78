package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import java.time.Duration;
import java.util.List;

/**
 * Sees whether a run rests: nothing was sent or answered for a time, not counting the time in which the run was at work, or
 * would have been if the machine had let it.
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

    /** To be asked again and again: each time adds what has passed since the time before. */
    boolean hasCome() {
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
