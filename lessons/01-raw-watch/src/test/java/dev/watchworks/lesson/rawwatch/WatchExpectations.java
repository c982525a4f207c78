package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import java.util.concurrent.Callable;

/** Waits for the requests of a run. */
final class WatchExpectations {

    private static final String WATCH_AND_LIST =
            "a watch is one request whose response does not end; the response of a list is already old when it arrives";

    /** More lists than any step needs. */
    private static final int MANY = 20;

    private WatchExpectations() {}

    /** Waits until the watch of a run is open. The message is different for a run that lists again and again. */
    static void awaitOpen(Lab lab, BackgroundTask run) throws Exception {
        await(lab, run, "an open watch of pods while your code runs", () -> isOpen(lab));
    }

    /** Waits until a run has requested a watch; this watch may have ended already. */
    static void awaitRequest(Lab lab, BackgroundTask run) throws Exception {
        await(lab, run, "a watch of pods", () -> !lab.wire().watches("pods").isEmpty());
    }

    private static void await(Lab lab, BackgroundTask run, String what, Callable<Boolean> seen) throws Exception {
        lab.expect(what)
                .because(WATCH_AND_LIST)
                .until(() -> seen.call()
                        || !run.isRunning()
                        || lab.wire().lists("pods").size() > MANY)
                .otherwise(() -> describeMissingWatch(lab, run));
        lab.expect(what).because(WATCH_AND_LIST).now(seen).otherwise(() -> describeMissingWatch(lab, run));
    }

    private static String describeMissingWatch(Lab lab, BackgroundTask run) {
        if (lab.wire().watches("pods").isEmpty() && lab.wire().lists("pods").size() > 1) {
            return "your code requests a list again and again, and never a watch";
        }
        return (run.isRunning() ? "" : "your code has already returned; ") + WireDescription.of(lab.wire());
    }

    /** Whether a watch of pods is open now. */
    static boolean isOpen(Lab lab) {
        return lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream);
    }

    /** Waits until the learner's code has no open stream. */
    static void expectNone(Lab lab, String when) throws Exception {
        lab.expect("no open stream " + when)
                .because("a stream costs the API server the same, even if nobody reads it")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }
}
