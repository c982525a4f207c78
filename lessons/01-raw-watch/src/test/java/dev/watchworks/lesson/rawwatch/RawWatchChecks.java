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
    void printsThePodsThatAreThereAndThoseThatCome(Lab lab, RawWatchLesson answer) throws Exception {
        lab.cluster().createPod("early");
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("the line `new Pod: early` for a pod that was there before your watch")
                .because("a watch that names no version begins with ADDED for everything that exists")
                .until(() -> lab.output().has("new Pod: early"))
                .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
        WatchExpectations.awaitOpen(lab, run);
        lab.cluster().createPod("late");
        lab.expect("the line `new Pod: late` for a pod created while your code watches")
                .until(() -> lab.output().has("new Pod: late"))
                .otherwise(() -> lab.output().describe() + "; " + WireDescription.of(lab.wire()));
        lab.expect("one line for each of the two pods")
                .because("a pod sends more events while it starts, as MODIFIED")
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
        lab.expect("`run` to return when the server ends the stream, as it does after the time-out")
                .because("every watch ends; what to do next is for the caller of `run` to say")
                .until(() -> !run.isRunning() || lab.wire().exchanges().size() > 1)
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("no further request after the end of the stream")
                .because("the task is one watch; a second one from no version would begin with all pods once more, and "
                        + "print them as new")
                .now(() -> lab.wire().exchanges().size() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("`run` to return without an exception when the server ends the stream")
                .because("the end of a watch is no failure: the server keeps to the time-out that you asked for")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
    }

    @Step(6)
    void watchesForSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        WatchExpectations.awaitOpen(lab, run);
        lab.expect("`run` to watch with timeoutSeconds=60, as `openWatch` does")
                .because(
                        "without it the server ends the stream after half an hour or more, and `run` is to return after "
                                + "a minute")
                .now(() -> lab.wire().watches("pods").stream()
                        .allMatch(watch ->
                                Long.valueOf(60).equals(watch.call().options().timeoutSeconds())))
                .otherwise(() -> "the watch of your `run` asked for timeoutSeconds="
                        + lab.wire().watches("pods").get(0).call().options().timeoutSeconds());
    }

    @Step(6)
    void closesTheWatchWhenReadingItFails(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = HtmlErrorInterceptor.before(lab.client());
        BackgroundTask run =
                lab.start("run", () -> answer.run(client, lab.namespace())).allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        Pods.createQuiet(lab, "late");
        // Who passes over such a line and reads on has nothing to close.
        lab.expect("`run` to end, or to read on, after a line that is no event")
                .until(() -> !run.isRunning() || lab.output().has("new Pod: late"))
                .otherwise(() -> "it does neither; " + WireDescription.of(lab.wire()));
        lab.expect("the watch to be closed even when `run` ends by an exception: a line came that is no event")
                .because("a watch that nobody closes holds its stream, here and on the API server")
                .until(() -> run.isRunning() || lab.wire().counters().openStreams() == 0)
                .otherwise(() -> "your `run` ended, and its watch of pods is still open on the server");
    }
}
