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
 * @param lifted when the late list came
 * @param waited when {@code start} ended
 */
record LateList(Duration atMost, Duration lifted, Duration waited) {

    /** Starts, lets the list through after three quarters of the time, and waits until {@code start} ends. */
    static LateList start(Lab lab, InformerLesson answer, String late, String never, Duration atMost) throws Exception {
        ArmedFault lateList =
                lab.gateway().faults().when(Cue.list(late)).always().then(new HoldResponse());
        ArmedFault noList =
                lab.gateway().faults().when(Cue.list(never)).always().then(new HoldResponse());
        AtomicLong waited = new AtomicLong();
        long begin = System.nanoTime();
        BackgroundTask starting = lab.start("start", () -> {
            try {
                StartFailureChecks.startIn(lab, answer, atMost);
            } finally {
                waited.set(System.nanoTime() - begin);
            }
        });
        lab.expect("`start` to wait while no list has come")
                .during(atMost.multipliedBy(3).dividedBy(4), starting::isRunning)
                .otherwise(() -> "it returned before");
        lateList.lift();
        Duration lifted = Duration.ofNanos(System.nanoTime() - begin);
        lab.expect("`start` to give up while the list of " + never + " gets no response")
                .within(ReferenceInformers.RECOVERY)
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it still waits");
        noList.lift();
        return new LateList(atMost, lifted, Duration.ofNanos(waited.get()));
    }

    /** Whether the late list came long enough before the end of the time. On a busy machine it may come too late. */
    boolean isValid() {
        return lifted.toMillis() < atMost.toMillis() * 7 / 8;
    }

    /** Whether the wait was not much longer than its time. A second wait would make it 1.75 times as long. */
    boolean isInTime() {
        return isValid() && waited.toMillis() <= atMost.toMillis() * 3 / 2;
    }
}
