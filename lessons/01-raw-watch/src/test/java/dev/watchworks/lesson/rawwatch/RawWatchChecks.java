package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class RawWatchChecks {

    @Step(6)
    void printsExistingPodsAndNewPods(Lab lab, RawWatchLesson answer) throws Exception {
        lab.cluster().createPod("early");
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("the line `new Pod: early` for a pod that existed before your watch")
                .because("a watch without a version begins with an ADDED for each pod that exists")
                .until(() -> lab.output().has("new Pod: early"))
                .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
        WatchExpectations.awaitOpen(lab, run);
        lab.cluster().createPod("late");
        lab.expect("the line `new Pod: late` for a pod that was created during your watch")
                .until(() -> lab.output().has("new Pod: late"))
                .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
        lab.expect("one line for each of the two pods")
                .because("a starting pod causes more events, but their type is MODIFIED")
                .during(
                        Duration.ofMillis(300),
                        () -> lab.output().count("new Pod: early") == 1
                                && lab.output().count("new Pod: late") == 1)
                .otherwise(() -> lab.output().describe());
    }

    @Step(6)
    void returnsWhenTheServerEndsTheStream(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.expect("`run` to return when the server ends the stream, as it does after 60 seconds")
                .because("every watch ends; the caller of `run` decides what to do next")
                .until(() -> !run.isRunning() || lab.wire().exchanges().size() > 1)
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("no more requests after the end of the stream")
                .because(
                        "the task is one watch; a second watch without a version would begin with all pods again, and your "
                                + "code would print them as new")
                .now(() -> lab.wire().exchanges().size() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("`run` to return without an exception when the server ends the stream")
                .because("the end of a watch is normal: the server ends it after the time that you asked for")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
    }

    @Step(6)
    void watchesForSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        WatchExpectations.awaitOpen(lab, run);
        lab.expect("the watch of `run` to have timeoutSeconds=60, as in `openWatch`")
                .because(
                        "`run` has to return after a minute; without this parameter, the server ends the stream after 30 "
                                + "minutes or more")
                .now(() -> lab.wire().watches("pods").stream()
                        .allMatch(watch ->
                                Long.valueOf(60).equals(watch.call().options().timeoutSeconds())))
                .otherwise(() -> "the watch of your `run` has timeoutSeconds="
                        + lab.wire().watches("pods").get(0).call().options().timeoutSeconds());
    }

    @Step(6)
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
