package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class BookmarkChecks {

    private static final String EXPLAIN_EMPTY_POD =
            "the pod in a bookmark has `\"containers\":null`, and a V1Pod does not accept this; read each object as "
                    + "plain JSON, and make a V1Pod from it only if the type of the event is not BOOKMARK";

    private static final String EXPLAIN_PLAIN_GSON =
            "a `new Gson()` cannot read the dates in a pod; use client-java's own class "
                    + "`io.kubernetes.client.openapi.JSON`";

    @Step(9)
    void continuesAfterABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        run.awaitLate();
        lab.expect("the lines `new Pod: early` and `new Pod: late`, and no line for the bookmark")
                .because("a bookmark is not about a pod; its object has only a kind and a version")
                .now(() -> lab.output().lines().equals(List.of("new Pod: early", "new Pod: late")))
                .otherwise(() -> lab.output().describe());
    }

    @Step(9)
    void returnsTheVersionOfABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        String pod = Pods.createQuiet(lab, "early").getMetadata().getResourceVersion();
        lab.cluster().createService("shop");
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        String returned = run.end();
        lab.expect("the version of the bookmark, " + run.lastVersion())
                .because(
                        "after the last pod event, the cluster's version has grown; a bookmark says that you have seen "
                                + "everything up to its version, so a later watch can continue from there")
                .now(() -> run.lastVersion().equals(returned))
                .otherwise(() -> "your code returned " + returned
                        + (pod.equals(returned) ? ", the version of the pod before it" : ""));
    }

    @Step(9)
    void returnsTheVersionOfAPodAfterTheBookmark(Lab lab, RawWatchLesson answer) throws Exception {
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        // A real server may send another bookmark at any time, so the gateway ends the stream right after the pod.
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "late"))
                .then(new EndStream());
        String pod = Pods.createQuiet(lab, "late").getMetadata().getResourceVersion();
        run.awaitLate();
        String returned = run.awaitEnd();
        lab.expect("the version of the last event, which is " + pod + " of the pod late")
                .because(
                        "the version of the last event is how far you have read; from an older version, the next watch "
                                + "would send this pod again")
                .now(() -> pod.equals(returned))
                .otherwise(() -> "your code returned " + returned
                        + (run.isVersionOfABookmark(returned) ? ", the version of the bookmark before it" : ""));
    }

    @Step(9)
    void passesAnErrorToOnErrorAndKeepsTheVersion(Lab lab, RawWatchLesson answer) throws Exception {
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        lab.gateway().faults().now(Cue.watch("pods"), new GoneEvent());
        String why =
                "an ERROR contains a Status and no version: give it to `onError`, and keep the version that you have";
        lab.expect("`runWithBookmarks` to return after an event ERROR, because the stream ends then")
                .until(() -> !run.running().isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("a line that begins with `watch error: 410` for an event ERROR")
                .because(why)
                .now(() -> lab.output().lines().stream().anyMatch(line -> line.startsWith("watch error: 410 ")))
                .otherwise(() ->
                        run.running().failure().map(CaughtThrowable::describe).orElseGet(lab.output()::describe));
        lab.expect("the version of the last event before the ERROR, " + run.lastVersion())
                .because(why)
                .now(() -> run.lastVersion().equals(run.returned().get()))
                .otherwise(() -> "your code returned " + run.returned().get());
    }

    @Step(9)
    void closesTheWatchWithBookmarksToo(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = HtmlErrorInterceptor.addTo(lab.client());
        BackgroundTask run = lab.start("run", () -> answer.runWithBookmarks(client, lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        Pods.createQuiet(lab, "late");
        // An answer that skips such a line and continues to read has nothing to close.
        lab.expect("`runWithBookmarks` to end, or to continue reading, after a line that is not an event")
                .until(() -> !run.isRunning() || lab.output().has("new Pod: late"))
                .otherwise(() -> "it does neither; " + WireDescription.of(lab.wire()));
        lab.expect("a closed watch, even if `runWithBookmarks` ends with an exception")
                .because("if nobody closes a watch, its stream stays open, here and on the API server")
                .until(() -> run.isRunning() || lab.wire().counters().openStreams() == 0)
                .otherwise(() -> "`runWithBookmarks` ended, and its watch of pods is still open on the server");
    }

    /** A run of {@code runWithBookmarks} in the background. */
    private record BookmarkRun(Lab lab, BackgroundTask running, AtomicReference<String> returned) {

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
                    .otherwise(
                            () -> (running.isRunning() ? "" : describeEnd() + "; ") + WireDescription.of(lab.wire()));
            lab.expect("a watch request with allowWatchBookmarks=true")
                    .because("a server sends bookmarks only to clients that ask for them")
                    .now(() -> watches().get(0).call().options().allowWatchBookmarks())
                    .otherwise(
                            () -> "your request was " + watches().get(0).call().query());
            lab.expect("a bookmark from the server, after the events for the pods that exist")
                    .until(() -> lines().stream().anyMatch(BookmarkRun::isBookmark))
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }

        /** Waits for the pod that comes after the bookmark. */
        void awaitLate() throws Exception {
            lab.expect("the line `new Pod: late` for a pod created after the bookmark")
                    .until(() -> lab.output().has("new Pod: late") || !running.isRunning())
                    .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
            lab.expect("`runWithBookmarks` to continue after a bookmark")
                    .because(explainEnd())
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
                    .because(explainEnd())
                    .now(() -> running.failure().isEmpty())
                    .otherwise(this::describeEnd);
            return returned.get();
        }

        private String explainEnd() {
            return running.failure()
                    .map(String::valueOf)
                    .filter(failure -> failure.contains("OffsetDateTime"))
                    .map(failure -> EXPLAIN_PLAIN_GSON)
                    .orElse(EXPLAIN_EMPTY_POD);
        }

        String describeEnd() {
            return running.failure()
                    .map(CaughtThrowable::describe)
                    .orElse(
                            running.isRunning()
                                    ? "your code printed nothing for it"
                                    : "it returned without an exception");
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

        private static boolean isBookmark(StreamLine line) {
            return line.type().equals("BOOKMARK");
        }
    }
}
