package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import java.time.Duration;
import java.util.List;

/** A {@code follow} that runs in the background of a check, and the changes that it passes on. */
record FollowRun(Lab lab, WatchPitfallsLesson answer, RecordedChanges changes, BackgroundTask run) {

    static final Duration BASE = Duration.ofMillis(20);
    static final Duration MAXIMUM = Duration.ofMillis(400);
    /** Far more than a right answer needs, even with the longest pauses and on a busy machine. */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(6);

    /** Starts a {@code follow} that is stopped when the check ends. */
    static FollowRun start(Lab lab, WatchPitfallsLesson answer) {
        return start(lab, answer, BASE, MAXIMUM);
    }

    static FollowRun start(Lab lab, WatchPitfallsLesson answer, Duration base, Duration maximum) {
        RecordedChanges changes = new RecordedChanges(lab);
        lab.atEnd(answer::stop);
        BackgroundTask run =
                lab.start("follow", () -> answer.follow(lab.client(), lab.namespace(), base, maximum, changes));
        return new FollowRun(lab, answer, changes, run);
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
            return "`follow` has returned";
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

    /** Waits until {@code follow} has returned. */
    void expectReturn(String after, String why) throws Exception {
        lab.expect("`follow` to return after " + after)
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
