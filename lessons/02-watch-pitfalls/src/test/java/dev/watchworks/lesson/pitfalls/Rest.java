package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import java.time.Duration;
import java.util.List;

/** Sees whether nothing is under way on the wire, and has not been for a time, however long it took until then. */
final class Rest {

    private final Lab lab;
    private final Duration time;
    private List<Exchange> seen = List.of();
    private long seenFirst = System.nanoTime();

    Rest(Lab lab, Duration time) {
        this.lab = lab;
        this.time = time;
    }

    /** To be asked again and again: the time begins anew with all that is sent. */
    boolean hasCome() {
        List<Exchange> now = lab.wire().exchanges();
        if (!now.equals(seen)) {
            seen = now;
            seenFirst = System.nanoTime();
        }
        return seen.stream().noneMatch(Exchange::isOpen) && System.nanoTime() - seenFirst > time.toNanos();
    }
}
