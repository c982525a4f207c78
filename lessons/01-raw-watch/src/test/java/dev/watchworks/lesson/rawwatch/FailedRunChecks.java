package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;

/** The checks of a run that fails. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class FailedRunChecks {

    @Step(value = 6, order = 8)
    void throwsWhenTheConnectionBreaks(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        lab.gateway().faults().when(Cue.watch("pods").afterEvents(1)).then(new ResetStream());
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        lab.expect("`run` to end when the connection breaks")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception from `run` when the connection breaks before the server ends the stream")
                .because(
                        "a broken connection is a failure; if `run` catches the exception, it looks like the normal end")
                .now(() -> run.failure().isPresent())
                .otherwise(() -> "it returned without an exception");
    }

    @Step(value = 6, order = 9)
    void throwsWhenTheServerRefusesTheWatchOfRun(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new ServerError());
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        lab.expect("`run` to end when the server refuses the watch")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception from `run` when the server refuses the watch")
                .because("if `run` returns as after a normal end, nobody learns that there was no watch")
                .now(() -> run.failure().isPresent())
                .otherwise(() -> "it returned without an exception");
    }

    @Step(value = 6, order = 10)
    void closesTheWatchWhenReadingItFails(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = HtmlErrorInterceptor.addTo(lab.client());
        BackgroundTask run =
                lab.start("run", () -> answer.run(client, lab.namespace())).allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        Pods.createQuiet(lab, "late");
        // An answer that skips such a line and continues to read has nothing to close.
        lab.expect("`run` to end, or to continue reading, after a line that is not an event")
                .until(() -> !run.isRunning() || lab.output().has("new Pod: late"))
                .otherwise(() -> "it does neither; " + WireDescription.of(lab.wire()));
        lab.expect("a closed watch, even if `run` ends with an exception because a line is not an event")
                .because("if nobody closes a watch, its stream stays open, here and on the API server")
                .until(() -> run.isRunning() || lab.wire().counters().openStreams() == 0)
                .otherwise(() -> "your `run` ended, and its watch of pods is still open on the server");
    }
}
