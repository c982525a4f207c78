package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import java.time.Duration;
import java.util.List;

/** A {@code follow} that runs in the background of a check, and what it hands on. */
record FollowRun(Lab lab, WatchPitfallsLesson answer, RecordedChanges changes, BackgroundTask run) {

    static final Duration BASE = Duration.ofMillis(20);
    static final Duration MAXIMUM = Duration.ofMillis(400);
    /** Far more than a right answer needs, the longest pauses and a busy machine included. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** Starts it; it is stopped when the check ends. */
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

    /** Waits for a change, such as {@code ADDED web-1}; the second argument goes on from its words. */
    void expect(String words, String what, String why) throws Exception {
        lab.expect(words + ", for " + what)
                .because(why)
                .within(PATIENCE)
                .until(() -> changes.has(words))
                .otherwise(() -> changes.describe() + "; " + requests());
    }

    /** Waits for a watch that is open now. */
    void expectOpenWatch() throws Exception {
        lab.expect("an open watch of pods")
                .because(
                        "a list tells what is, and costs the server all of it each time; a watch tells what changes, when it "
                                + "changes")
                .within(PATIENCE)
                .until(() -> lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream))
                .otherwise(this::instead);
    }

    /** In words that are the same however often a wrong answer asked. */
    private String instead() {
        if (!run.isRunning()) {
            return "`follow` has returned";
        }
        if (!lab.wire().watches("pods").isEmpty()) {
            return WireDescription.of(lab.wire().watches("pods"));
        }
        return lab.wire().lists("pods").size() > 1
                ? "your code lists again and again, and never asks for a watch"
                : "your code never asked for a watch";
    }

    void expectOnlyOnce(List<String> words) throws Exception {
        RecordedChanges.awaitLast(
                lab, List.of(changes), () -> words.stream().anyMatch(word -> changes.count(word) > 1));
        lab.expect("each of " + words + " exactly once")
                .because(
                        "whoever starts again without a version, or lists again and does not compare with all that was "
                                + "known, tells old news as new")
                .now(() -> words.stream().allMatch(word -> changes.count(word) == 1))
                .otherwise(changes::describe);
    }

    /** Calls {@code stop}, on a thread that can be left behind if it does not come back. */
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

    /** In words that are the same however often a wrong answer asked. */
    private String requests() {
        if (lab.wire().watches("pods").isEmpty()) {
            return "it never asked for a watch";
        }
        List<Exchange> watches = lab.wire().watches("pods");
        if (watches.size() == 1) {
            return "it asked for a watch once, and not again";
        }
        return lastWatch().options().resourceVersion().isEmpty()
                ? "its last watch named no resourceVersion"
                : "its last watch went on from resourceVersion="
                        + lastWatch().options().resourceVersion();
    }

    private ApiCall lastWatch() {
        List<Exchange> watches = lab.wire().watches("pods");
        return watches.get(watches.size() - 1).call();
    }
}
