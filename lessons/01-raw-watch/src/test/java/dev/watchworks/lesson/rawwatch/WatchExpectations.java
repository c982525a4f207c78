package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.WatchOptions;
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

    /** Expects that a run has sent one request: a watch of the namespace's pods, without a version, for a minute. */
    static void expectOneWatch(Lab lab, String method) throws Exception {
        lab.expect("one request from " + method + ": a watch of the pods in the namespace " + lab.namespace())
                .because(
                        "a watch without a version begins with an ADDED for each pod that exists, so you need no list; and "
                                + "for a watch of all namespaces, the API server sends you everybody's pods")
                .now(() -> lab.wire().exchanges().size() == 1
                        && lab.wire().watches("pods").stream()
                                .allMatch(watch -> watch.call().namespace().equals(lab.namespace())))
                .otherwise(() -> WireDescription.of(lab.wire()));
        WatchOptions options = lab.wire().watches("pods").get(0).call().options();
        lab.expect("a watch without a version in its request")
                .because(
                        "from a version, the watch does not send the pods that existed before; with the version 0, it may "
                                + "begin with the pods as they were some time ago")
                .now(() -> options.resourceVersion().isEmpty())
                .otherwise(() -> "the request of " + method + " has the version " + options.resourceVersion());
        lab.expect("the watch of " + method + " to have timeoutSeconds=60, as in `openWatch`")
                .because(method
                        + " has to return after a minute; without this parameter, the server ends the stream after "
                        + "30 minutes or more")
                .now(() -> Long.valueOf(60).equals(options.timeoutSeconds()))
                .otherwise(() -> options.timeoutSeconds() == null
                        ? "the request of " + method + " has no timeoutSeconds"
                        : "the request of " + method + " has timeoutSeconds=" + options.timeoutSeconds());
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
