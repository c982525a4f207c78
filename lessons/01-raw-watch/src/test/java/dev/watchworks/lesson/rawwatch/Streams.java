package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.WireWords;

/** Waits for what a run does on the wire. */
final class Streams {

    private Streams() {}

    /** Waits until a run has its watch open; tells it from a run that lists again and again. */
    static void awaitOpen(Lab lab, Running run) throws Exception {
        lab.expect("an open watch of pods while your code runs")
                .because("a watch is one request whose answer goes on; a list is an answer that is old when it arrives")
                .until(() -> isOpen(lab)
                        || !run.isRunning()
                        || lab.wire().lists("pods").size() > 20)
                .otherwise(() -> WireWords.of(lab.wire()));
        lab.expect("an open watch of pods while your code runs")
                .because("a watch is one request whose answer goes on; a list is an answer that is old when it arrives")
                .now(() -> isOpen(lab))
                .otherwise(() -> without(lab, run));
    }

    private static String without(Lab lab, Running run) {
        if (lab.wire().watches("pods").isEmpty() && lab.wire().lists("pods").size() > 1) {
            return "your code asks for a list again and again; " + WireWords.of(lab.wire());
        }
        return (run.isRunning() ? "" : "your code came back already; ") + WireWords.of(lab.wire());
    }

    private static boolean isOpen(Lab lab) {
        return lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream);
    }

    /** Waits until no stream of the learner's is open. */
    static void expectNone(Lab lab, String when) throws Exception {
        lab.expect("no stream left open " + when)
                .because("a stream that nobody reads costs the API server as much as one that somebody does")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }
}
