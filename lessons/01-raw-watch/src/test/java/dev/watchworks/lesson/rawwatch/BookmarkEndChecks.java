package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;

/** The checks of how a run with bookmarks ends. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class BookmarkEndChecks {

    @Step(value = 9, order = 11)
    void returnsAfterAMinuteWithoutEvents(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(new EndStream());
        BookmarkRun run = BookmarkRun.start(lab, answer);
        lab.expect("`runWithBookmarks` to return when the server ends a stream without events")
                .until(() -> !run.running().isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("`runWithBookmarks` to return without an exception when there was no event")
                .because("a minute in which nothing happens is normal")
                .now(() -> run.running().failure().isEmpty())
                .otherwise(run::describeEnd);
        lab.expect("null from `runWithBookmarks` when there was no event")
                .because("no event had a version")
                .now(() -> run.returned().get() == null)
                .otherwise(() -> "your code returned "
                        + BookmarkRun.describe(run.returned().get()));
    }

    @Step(value = 9, order = 12)
    void throwsWhenTheConnectionOfAWatchWithBookmarksBreaks(Lab lab, RawWatchLesson answer) throws Exception {
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        run.awaitLate();
        lab.gateway().faults().now(Cue.watch("pods"), new ResetStream());
        lab.expect("`runWithBookmarks` to end when the connection breaks")
                .until(() -> !run.running().isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception from `runWithBookmarks` when the connection breaks, as from `run`")
                .because(
                        "a broken connection is a failure; if nobody throws the exception, it looks like the normal end")
                .now(() -> run.running().failure().isPresent())
                .otherwise(() ->
                        "it returned " + BookmarkRun.describe(run.returned().get()) + " without an exception");
    }

    @Step(value = 9, order = 13)
    void throwsWhenTheServerRefusesAWatchWithBookmarks(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new ServerError());
        BookmarkRun run = BookmarkRun.start(lab, answer);
        lab.expect("`runWithBookmarks` to end when the server refuses the watch")
                .until(() -> !run.running().isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception from `runWithBookmarks` when the server refuses the watch, as from `run`")
                .because("if it returns as after a normal end, nobody learns that there was no watch")
                .now(() -> run.running().failure().isPresent())
                .otherwise(() ->
                        "it returned " + BookmarkRun.describe(run.returned().get()) + " without an exception");
    }

    @Step(value = 9, order = 14)
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
}
