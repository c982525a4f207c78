package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call of {@code start} while one list comes late, and the other one never.
 *
 * @param atMost the time that {@code start} got
 * @param watched when the watch after the late list was sent; null if there was none
 * @param waited when {@code start} ended
 */
record LateList(Duration atMost, Duration watched, Duration waited) {

    /** Starts, lets the list through after three quarters of the time, and waits until {@code start} ends. */
    static LateList start(Lab lab, InformerLesson answer, String late, String never, Duration atMost) throws Exception {
        ArmedFault lateList =
                lab.gateway().faults().when(Cue.list(late)).always().then(new HoldResponse());
        ArmedFault noList =
                lab.gateway().faults().when(Cue.list(never)).always().then(new HoldResponse());
        AtomicLong waited = new AtomicLong();
        int watches = lab.wire().watches(late).size();
        Duration origin = lab.wire().now();
        long begin = System.nanoTime();
        BackgroundTask starting = lab.start("start", () -> {
            try {
                StartFailureChecks.startIn(lab, answer, atMost);
            } finally {
                waited.set(System.nanoTime() - begin);
            }
        });
        Duration early = atMost.multipliedBy(3).dividedBy(4);
        // A busy machine may look after `atMost`, and then `start` has ended for a good reason.
        lab.expect("`start` to wait while no list has come")
                .during(early, () -> starting.isRunning() || waited.get() >= early.toNanos())
                .otherwise(() -> "it returned before");
        lateList.lift();
        lab.expect("`start` to give up while the list of " + never + " gets no response")
                .within(ReferenceInformers.RECOVERY)
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it still waits");
        noList.lift();
        Duration watched = lab.wire().watches(late).stream()
                .skip(watches)
                .findFirst()
                .map(watch -> watch.requestedAt().minus(origin))
                .orElse(null);
        return new LateList(atMost, watched, Duration.ofNanos(waited.get()));
    }

    /** Whether the cache was filled before the time was over. On a busy machine, the list may come too late. */
    boolean isValid() {
        return watched != null && watched.toMillis() < atMost.toMillis() * 15 / 16;
    }

    /** Whether the wait was much longer than its time. A second wait makes it 1.75 times as long. */
    boolean isTooLong() {
        return waited.toMillis() > atMost.toMillis() * 3 / 2;
    }
}
