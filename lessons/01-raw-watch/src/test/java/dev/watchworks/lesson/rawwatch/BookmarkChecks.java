package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.InsertEvent;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import java.util.List;

/** The checks of what a run with bookmarks does with each event. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class BookmarkChecks {

    @Step(value = 9, order = 1)
    void opensOneWatchWithBookmarksForSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.runWithBookmarks(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        WatchExpectations.expectOneWatch(lab, "`runWithBookmarks`");
    }

    @Step(value = 9, order = 2)
    void continuesAfterABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        run.awaitLate();
        lab.expect("the lines `new Pod: early` and `new Pod: late`, and no line for the bookmark")
                .because("a bookmark is not about a pod; its object has only a kind and a version")
                .now(() -> lab.output().lines().equals(List.of("new Pod: early", "new Pod: late")))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 9, order = 3)
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
                .because(() -> run.explainEnd(why))
                .now(() -> lab.output().lines().stream().anyMatch(line -> line.startsWith("watch error: 410 ")))
                .otherwise(() ->
                        run.running().failure().map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
        lab.expect("the version of the last event before the ERROR, resourceVersion " + run.lastVersion())
                .because(() -> run.explainEnd(why))
                .now(() -> run.lastVersion().equals(run.returned().get()))
                .otherwise(() -> "your code returned "
                        + BookmarkRun.describe(run.returned().get()));
    }

    @Step(value = 9, order = 4)
    void recognisesABookmarkByItsType(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway()
                .faults()
                .when(Cue.watch("pods"))
                .then(new InsertEvent(
                        "BOOKMARK",
                        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"}}"));
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        lab.expect("the line `new Pod: late` for a pod created after a bookmark that has a version and nothing else")
                .because(
                        "in a bookmark, only the version means something; the type of the event says that it is a bookmark")
                .until(() -> lab.output().has("new Pod: late") || !run.running().isRunning())
                .otherwise(() -> Printed.describe(lab));
        lab.expect("`runWithBookmarks` to continue after a bookmark that has a version and nothing else")
                .because(
                        "in a bookmark, only the version means something; the type of the event says that it is a bookmark")
                .now(() -> lab.output().lines().equals(List.of("new Pod: late")))
                .otherwise(() ->
                        run.running().failure().map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
    }
}
