package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import java.util.concurrent.Callable;

/** Waits for what a run does on the wire. */
final class WatchExpectations {

    private static final String WATCH_AND_LIST =
            "a watch is one request whose answer goes on; a list is an answer that is old when it arrives";

    /** No answer to a step needs so many lists. */
    private static final int MANY = 20;

    private WatchExpectations() {}

    /** Waits until a run has its watch open; tells it from a run that lists again and again. */
    static void awaitOpen(Lab lab, BackgroundTask run) throws Exception {
        await(lab, run, "an open watch of pods while your code runs", () -> isOpen(lab));
    }

    /** Waits until a run has asked for a watch, which may be over already. */
    static void awaitRequest(Lab lab, BackgroundTask run) throws Exception {
        await(lab, run, "a watch of pods", () -> !lab.wire().watches("pods").isEmpty());
    }

    private static void await(Lab lab, BackgroundTask run, String what, Callable<Boolean> seen) throws Exception {
        lab.expect(what)
                .because(WATCH_AND_LIST)
                .until(() -> seen.call()
                        || !run.isRunning()
                        || lab.wire().lists("pods").size() > MANY)
                .otherwise(() -> without(lab, run));
        lab.expect(what).because(WATCH_AND_LIST).now(seen).otherwise(() -> without(lab, run));
    }

    private static String without(Lab lab, BackgroundTask run) {
        if (lab.wire().watches("pods").isEmpty() && lab.wire().lists("pods").size() > 1) {
            return "your code asks for a list again and again, and for no watch";
        }
        return (run.isRunning() ? "" : "your code came back already; ") + WireDescription.of(lab.wire());
    }

    /** Whether a watch of pods is open now. */
    static boolean isOpen(Lab lab) {
        return lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream);
    }

    /** Waits until no stream of the learner's is open. */
    static void expectNone(Lab lab, String when) throws Exception {
        lab.expect("no stream left open " + when)
                .because("a stream that nobody reads costs the API server as much as one that somebody does")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }
}
