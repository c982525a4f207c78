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

    private static final String EMPTY_POD =
            "the pod in a bookmark has `\"containers\":null`, which a V1Pod refuses; read each object as any JSON, and "
                    + "make a V1Pod of it when the event is no BOOKMARK";

    private static final String NOT_OF_GSON =
            "a plain Gson does not know the dates of a pod; client-java has a JSON of its own, "
                    + "`io.kubernetes.client.openapi.JSON`";

    @Step(9)
    void livesThroughABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        Bookmarked run = Bookmarked.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        run.awaitLate();
        lab.expect("the lines `new Pod: early` and `new Pod: late`, and none for the bookmark")
                .because("the object in a bookmark has a kind and a version, and is nobody's pod")
                .now(() -> lab.output().lines().equals(List.of("new Pod: early", "new Pod: late")))
                .otherwise(() -> lab.output().describe());
    }

    @Step(9)
    void returnsTheVersionOfABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        String pod = Pods.createQuiet(lab, "early").getMetadata().getResourceVersion();
        lab.cluster().createService("shop");
        Bookmarked run = Bookmarked.start(lab, answer);
        run.awaitBookmark();
        String returned = run.end();
        lab.expect("the version of the bookmark, " + run.lastVersion())
                .because(
                        "nothing happened to the pods since, but the cluster's count went on; from a bookmark's version "
                                + "the next watch has less to catch up with")
                .now(() -> run.lastVersion().equals(returned))
                .otherwise(() -> "your code returned " + returned
                        + (pod.equals(returned) ? ", the version of the pod before it" : ""));
    }

    @Step(9)
    void returnsTheVersionOfAPodAfterTheBookmark(Lab lab, RawWatchLesson answer) throws Exception {
        Bookmarked run = Bookmarked.start(lab, answer);
        run.awaitBookmark();
        // a real server sends a further bookmark when it likes, so the stream ends with the pod itself
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "late"))
                .then(new EndStream());
        String pod = Pods.createQuiet(lab, "late").getMetadata().getResourceVersion();
        run.awaitLate();
        String returned = run.awaitEnd();
        lab.expect("the version of the last event, " + pod + " of the pod late")
                .because(
                        "each event has a version, and the last one is how far you have read; with an older one the next "
                                + "watch would tell you of the pod again")
                .now(() -> pod.equals(returned))
                .otherwise(() -> "your code returned " + returned
                        + (run.isOfABookmark(returned) ? ", the version of the bookmark before it" : ""));
    }

    @Step(9)
    void handsAnErrorOnAndKeepsTheVersion(Lab lab, RawWatchLesson answer) throws Exception {
        Bookmarked run = Bookmarked.start(lab, answer);
        run.awaitBookmark();
        lab.gateway().faults().now(Cue.watch("pods"), new GoneEvent());
        String why = "an ERROR has a Status and no version of its own: it goes to `onError`, and how far you had read "
                + "stays as it was";
        lab.expect("`runWithBookmarks` to return after an event ERROR, which is the server's last word")
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
        ApiClient client = HtmlErrorInterceptor.before(lab.client());
        BackgroundTask run = lab.start("run", () -> answer.runWithBookmarks(client, lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        Pods.createQuiet(lab, "late");
        // Who passes over such a line and reads on has nothing to close.
        lab.expect("`runWithBookmarks` to end, or to read on, after a line that is no event")
                .until(() -> !run.isRunning() || lab.output().has("new Pod: late"))
                .otherwise(() -> "it does neither; " + WireDescription.of(lab.wire()));
        lab.expect("the watch to be closed even when `runWithBookmarks` ends by an exception")
                .because("a watch that nobody closes holds its stream, here and on the API server")
                .until(() -> run.isRunning() || lab.wire().counters().openStreams() == 0)
                .otherwise(() -> "`runWithBookmarks` ended, and its watch of pods is still open on the server");
    }

    /** A run of {@code runWithBookmarks} in the background. */
    private record Bookmarked(Lab lab, BackgroundTask running, AtomicReference<String> returned) {

        static Bookmarked start(Lab lab, RawWatchLesson answer) throws Exception {
            AtomicReference<String> returned = new AtomicReference<>();
            BackgroundTask running = lab.start("run", () -> {
                        String version = answer.runWithBookmarks(lab.client(), lab.namespace());
                        lab.timeline().recordLearner("`runWithBookmarks` returned " + version);
                        returned.set(version);
                    })
                    .allowFailure();
            return new Bookmarked(lab, running, returned);
        }

        /** Waits until the server has sent one; others may follow when the server likes. */
        void awaitBookmark() throws Exception {
            lab.expect("a watch of pods while `runWithBookmarks` goes on")
                    .until(() -> !watches().isEmpty() || !running.isRunning())
                    .otherwise(() -> WireDescription.of(lab.wire()));
            lab.expect("a watch of pods while `runWithBookmarks` goes on")
                    .now(() -> !watches().isEmpty())
                    .otherwise(() -> (running.isRunning() ? "" : endInWords() + "; ") + WireDescription.of(lab.wire()));
            lab.expect("a watch request with allowWatchBookmarks=true")
                    .because("a server sends bookmarks to those who ask for them, and to nobody else")
                    .now(() -> watches().get(0).call().options().allowWatchBookmarks())
                    .otherwise(
                            () -> "your request was " + watches().get(0).call().query());
            lab.expect("a bookmark from the server, which comes after what is there already")
                    .until(() -> lines().stream().anyMatch(Bookmarked::isBookmark))
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }

        /** Waits for the pod that comes after the bookmark. */
        void awaitLate() throws Exception {
            lab.expect("the line `new Pod: late` for a pod created after the bookmark")
                    .until(() -> lab.output().has("new Pod: late") || !running.isRunning())
                    .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
            lab.expect("`runWithBookmarks` to go on after a bookmark")
                    .because(whyItEnded())
                    .now(() -> lab.output().has("new Pod: late"))
                    .otherwise(this::endInWords);
        }

        /** Ends the stream, and gives what the run returned. */
        String end() throws Exception {
            lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
            return awaitEnd();
        }

        /** Waits until the run has returned, and gives what it returned. */
        String awaitEnd() throws Exception {
            lab.expect("`runWithBookmarks` to return when the server ends the stream")
                    .until(() -> !running.isRunning())
                    .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
            lab.expect("`runWithBookmarks` to return when the server ends the stream")
                    .because(whyItEnded())
                    .now(() -> running.failure().isEmpty())
                    .otherwise(this::endInWords);
            return returned.get();
        }

        private String whyItEnded() {
            return running.failure()
                    .map(String::valueOf)
                    .filter(failure -> failure.contains("OffsetDateTime"))
                    .map(failure -> NOT_OF_GSON)
                    .orElse(EMPTY_POD);
        }

        String endInWords() {
            return running.failure()
                    .map(CaughtThrowable::describe)
                    .orElse(
                            running.isRunning()
                                    ? "your code printed nothing of it"
                                    : "it came back as if all were well");
        }

        /** The version of the last event that has one: a Status has none. */
        String lastVersion() {
            List<StreamLine> lines = lines().stream()
                    .filter(line -> !line.resourceVersion().isEmpty())
                    .toList();
            return lines.get(lines.size() - 1).resourceVersion();
        }

        boolean isOfABookmark(String version) {
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
