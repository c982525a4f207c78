package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run of {@code runWithBookmarks} in the background. */
record BookmarkRun(Lab lab, BackgroundTask running, AtomicReference<String> returned) {

    private static final String EXPLAIN_EMPTY_POD =
            "the pod in a bookmark has `\"containers\":null`, and a V1Pod does not accept this; read each object as "
                    + "plain JSON, and make a V1Pod from it only if the type of the event is not BOOKMARK";

    private static final String EXPLAIN_PLAIN_GSON =
            "a `new Gson()` cannot read the dates in a pod; use client-java's own class "
                    + "`io.kubernetes.client.openapi.JSON`";

    static BookmarkRun start(Lab lab, RawWatchLesson answer) throws Exception {
        AtomicReference<String> returned = new AtomicReference<>();
        BackgroundTask running = lab.start("run", () -> {
                    String version = answer.runWithBookmarks(lab.client(), lab.namespace());
                    lab.timeline().recordLearner("`runWithBookmarks` returned " + version);
                    returned.set(version);
                })
                .allowFailure();
        return new BookmarkRun(lab, running, returned);
    }

    /** Waits until the server has sent a bookmark; the server may send more at any time. */
    void awaitBookmark() throws Exception {
        lab.expect("a watch of pods while `runWithBookmarks` runs")
                .until(() -> !watches().isEmpty() || !running.isRunning())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a watch of pods while `runWithBookmarks` runs")
                .now(() -> !watches().isEmpty())
                .otherwise(() -> (running.isRunning() ? "" : describeEnd() + "; ") + WireDescription.of(lab.wire()));
        lab.expect("a watch request with allowWatchBookmarks=true")
                .because("a server sends bookmarks only to clients that ask for them")
                .now(() -> watches().get(0).call().options().allowWatchBookmarks())
                .otherwise(() -> "your request was " + watches().get(0).call().query());
        lab.expect("a bookmark from the server, after the events for the pods that exist")
                .until(() -> hasBookmark() || !running.isRunning())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("`runWithBookmarks` to read until there is a bookmark")
                .because(() -> explainEnd("the stream goes on until the server ends it"))
                .now(this::hasBookmark)
                .otherwise(this::describeEnd);
    }

    /** Waits for the pod that comes after the bookmark. */
    void awaitLate() throws Exception {
        lab.expect("the line `new Pod: late` for a pod created after the bookmark")
                .until(() -> lab.output().has("new Pod: late") || !running.isRunning())
                .otherwise(() -> Printed.describe(lab) + "; " + WireDescription.of(lab.wire()));
        lab.expect("`runWithBookmarks` to continue after a bookmark")
                .because(() -> explainEnd("a bookmark is an event like the others: the stream continues after it"))
                .now(() -> lab.output().has("new Pod: late"))
                .otherwise(this::describeEnd);
    }

    /** Ends the stream, and returns what the run returned. */
    String end() throws Exception {
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        return awaitEnd();
    }

    /** Waits until the run has returned, and returns what it returned. */
    String awaitEnd() throws Exception {
        lab.expect("`runWithBookmarks` to return when the server ends the stream")
                .until(() -> !running.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("`runWithBookmarks` to return when the server ends the stream")
                .because(() -> explainEnd("the end of a watch is normal: the server ends it after a minute"))
                .now(() -> running.failure().isEmpty())
                .otherwise(this::describeEnd);
        return returned.get();
    }

    /**
     * Explains the exception that ended the run, as far as its message shows the cause.
     *
     * @param unknown the explanation when it does not
     */
    String explainEnd(String unknown) {
        String failure =
                running.failure().map(CaughtThrowable::describeWithCauses).orElse("");
        if (failure.contains("OffsetDateTime")) {
            return EXPLAIN_PLAIN_GSON;
        }
        return failure.contains("containers") ? EXPLAIN_EMPTY_POD : unknown;
    }

    String describeEnd() {
        return running.failure()
                .map(CaughtThrowable::describe)
                .orElse(running.isRunning() ? "your code printed nothing for it" : "it returned without an exception");
    }

    /** Describes a returned version. */
    static String describe(@Nullable String returned) {
        return returned == null ? "null" : "resourceVersion " + returned;
    }

    /** The version of the last event that has one; a Status has no version. */
    String lastVersion() {
        List<StreamLine> lines = lines().stream()
                .filter(line -> !line.resourceVersion().isEmpty())
                .toList();
        return lines.get(lines.size() - 1).resourceVersion();
    }

    boolean isVersionOfABookmark(String version) {
        return lines().stream()
                .anyMatch(line -> isBookmark(line) && line.resourceVersion().equals(version));
    }

    private List<Exchange> watches() {
        return lab.wire().watches("pods");
    }

    private List<StreamLine> lines() {
        return lab.wire().lines(watches().get(0));
    }

    private boolean hasBookmark() {
        return lines().stream().anyMatch(BookmarkRun::isBookmark);
    }

    private static boolean isBookmark(StreamLine line) {
        return line.type().equals("BOOKMARK");
    }
}
