package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.Change;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A {@code follow} or {@code followForAll} that runs in the background of a check, and the changes that it passes on. */
record FollowRun(Lab lab, WatchPitfallsLesson answer, String method, RecordedChanges changes, BackgroundTask run) {

    static final Duration BASE = Duration.ofMillis(20);
    static final Duration MAXIMUM = Duration.ofMillis(400);
    /** Far more than a right answer needs, even with the longest pauses and on a busy machine. */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(6);

    private static final Duration SHORT_TIME = Duration.ofMillis(100);

    /** The user agent of the second follower, which identifies its requests. */
    private static final String SECOND = "second-follower";

    /** Starts a {@code follow} that is stopped when the check ends. */
    static FollowRun start(Lab lab, WatchPitfallsLesson answer) {
        return start(lab, answer, BASE, MAXIMUM);
    }

    static FollowRun start(Lab lab, WatchPitfallsLesson answer, Duration base, Duration maximum) {
        return start(lab, answer, lab.client(), base, maximum);
    }

    static FollowRun start(Lab lab, WatchPitfallsLesson answer, ApiClient client, Duration base, Duration maximum) {
        RecordedChanges changes = new RecordedChanges(lab);
        lab.atEnd(answer::stop);
        BackgroundTask run = lab.start("follow", () -> answer.follow(client, lab.namespace(), base, maximum, changes));
        return new FollowRun(lab, answer, "`follow`", changes, run);
    }

    /** Starts a {@code followForAll} with these consumers. The changes are those of the first one. */
    static FollowRun startForAll(
            Lab lab,
            WatchPitfallsLesson answer,
            Duration base,
            Duration maximum,
            RecordedChanges first,
            List<Consumer<Change>> consumers) {
        lab.atEnd(answer::stop);
        BackgroundTask run = lab.start(
                "followForAll", () -> answer.followForAll(lab.client(), lab.namespace(), base, maximum, consumers));
        return new FollowRun(lab, answer, "`followForAll`", first, run);
    }

    /** Starts a second follower with short pauses, from another object of the learner's class. */
    static FollowRun startSecond(Lab lab, Duration maximum) throws Exception {
        ApiClient client = lab.connection().client().setUserAgent(SECOND);
        return start(lab, lab.newAnswer(WatchPitfallsLesson.class), client, BASE, maximum);
    }

    /** Returns whether the second follower sent this request. */
    static boolean isOfSecond(Exchange exchange) {
        return exchange.userAgent().equals(SECOND);
    }

    /** Waits for a change, such as {@code ADDED web-1}. The message is "the change, for what". */
    void expect(String words, String describeResult, String why) throws Exception {
        lab.expect(words + ", for " + describeResult)
                .because(why)
                .within(MAXIMUM_WAIT)
                .until(() -> changes.has(words))
                .otherwise(() -> changes.describe() + "; " + describeLastWatch());
    }

    /** Waits for a watch that is open now. */
    void expectOpenWatch() throws Exception {
        lab.expect("an open watch of pods")
                .because(
                        "a list shows all pods as they are now, and costs the server a lot; a watch sends each change when "
                                + "it happens")
                .within(MAXIMUM_WAIT)
                .until(() -> lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream))
                .otherwise(this::describeRequests);
    }

    /** Describes what the run does instead, in words that do not depend on the number of its requests. */
    private String describeRequests() {
        if (!run.isRunning()) {
            return method + " has returned";
        }
        if (!lab.wire().watches("pods").isEmpty()) {
            return WireDescription.of(lab.wire().watches("pods"));
        }
        return lab.wire().lists("pods").size() > 1
                ? "your code lists again and again, and never opens a watch"
                : "your code opened no watch";
    }

    void expectOnlyOnce(List<String> words) throws Exception {
        RecordedChanges.awaitLast(
                lab, List.of(changes), () -> words.stream().anyMatch(word -> changes.count(word) > 1));
        lab.expect("each of " + words + " exactly once")
                .because(
                        "a new watch without a version sends old pods again, and so does a new list if you do not compare it "
                                + "with all pods that you knew")
                .now(() -> words.stream().allMatch(word -> changes.count(word) == 1))
                .otherwise(changes::describe);
    }

    /** Calls {@code stop} on its own thread, because the {@code stop} of a wrong answer may never return. */
    void stop() {
        lab.start("stop", answer::stop);
    }

    /** Stops this follower in its pause, and expects that it returns at once. */
    void expectStopDuringAPause() throws Exception {
        stop();
        expectReturn("`stop` during a pause", "`stop` must not have to wait until the pause is over");
    }

    /** Waits for the pause of an hour after the first list, which the server has refused. */
    void expectPauseAfterList() throws Exception {
        lab.expect("a list, and a pause after its response 500")
                .until(() -> lab.wire().lists("pods").stream().anyMatch(list -> !list.isOpen()))
                .otherwise(() -> WireDescription.of(lab.wire()));
        QuietPeriod pause = new QuietPeriod(lab, run, SHORT_TIME);
        lab.expect("a pause of an hour after the list with response 500")
                .because("your code has to wait before it tries again")
                .until(() -> pause.isOver()
                        || !run.isRunning()
                        || lab.wire().exchanges().size() > 1)
                .otherwise(() -> "your code neither waits nor tries again");
        lab.expect("no other request during the pause of an hour after the list with response 500")
                .because("your code has to wait for the whole pause before it tries again")
                .now(() -> lab.wire().exchanges().size() == 1 && run.isRunning())
                .otherwise(() -> run.isRunning() ? WireDescription.of(lab.wire()) : method + " has returned");
    }

    /** Interrupts the thread in its pause, and expects an InterruptedException. */
    void expectInterrupt() throws Exception {
        run.stop();
        expectReturn(
                "an interrupt during a pause of an hour",
                "an interrupt asks a thread to end; if your code catches the exception and continues, nobody can stop it");
        lab.expect("an InterruptedException from %s after an interrupt during a pause".formatted(method))
                .because("the caller must be able to see that its thread was interrupted, and not stopped by `stop`")
                .now(() -> run.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> run.failure().map(other -> "it threw " + other).orElse("it returned"));
    }

    /** Waits until {@code follow} has returned. */
    void expectReturn(String after, String why) throws Exception {
        lab.expect(method + " to return after " + after)
                .because(why)
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
    }

    /** Describes the requests, in words that do not depend on their number. */
    private String describeLastWatch() {
        if (lab.wire().watches("pods").isEmpty()) {
            return "it opened no watch";
        }
        List<Exchange> watches = lab.wire().watches("pods");
        if (watches.size() == 1) {
            return "it opened one watch, and no other";
        }
        return lastWatch().options().resourceVersion().isEmpty()
                ? "its last watch had no resourceVersion"
                : "its last watch began from resourceVersion="
                        + lastWatch().options().resourceVersion();
    }

    private ApiCall lastWatch() {
        List<Exchange> watches = lab.wire().watches("pods");
        return watches.get(watches.size() - 1).call();
    }
}
