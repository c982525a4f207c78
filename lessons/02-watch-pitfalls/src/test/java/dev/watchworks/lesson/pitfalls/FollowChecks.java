package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.Planned;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import java.time.Duration;
import java.util.List;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class FollowChecks {

    private static final Duration BASE = Duration.ofMillis(50);
    private static final Duration MAXIMUM = Duration.ofMillis(400);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /** Pauses of 50, 100, 200 and then 400 ms, each halved by chance, leave room for at most eight in a second. */
    private static final int MOST_REQUESTS = 12;

    @Step(4)
    void losesNothingWhileTheServerIsAway(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Changes changes = new Changes();
        follow(lab, answer, changes);
        lab.hands().createPod("web-1");
        awaitChange(lab, changes, "ADDED web-1", "a pod that was created while your code watched");
        Planned away = lab.gateway().faults().now(new RefuseConnections(true));
        lab.hands().createPod("web-2");
        Pods.deleteAndAwait(lab, "web-1");
        away.lift();
        awaitChange(lab, changes, "ADDED web-2", "a pod that was created while the API server could not be reached");
        awaitChange(lab, changes, "DELETED web-1", "a pod that was deleted while the API server could not be reached");
        expectOnlyOnce(lab, changes, List.of("ADDED web-1", "ADDED web-2", "DELETED web-1"));
    }

    @Step(4)
    void startsOverAfterGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        startsOverAfter(new GoneEvent(), lab, answer);
    }

    @Step(4)
    void startsOverAfterGoneAsAnAnswer(Lab lab, WatchPitfallsLesson answer) throws Exception {
        startsOverAfter(new GoneOnWatch(), lab, answer);
    }

    private static void startsOverAfter(Fault gone, Lab lab, WatchPitfallsLesson answer) throws Exception {
        Changes changes = new Changes();
        follow(lab, answer, changes);
        lab.hands().createPod("stays");
        lab.hands().createPod("goes");
        awaitChange(lab, changes, "ADDED goes", "a pod that was created while your code watched");
        Planned away = lab.gateway().faults().now(new RefuseConnections(true));
        Pods.deleteAndAwait(lab, "goes");
        lab.hands().createPod("comes");
        lab.gateway().faults().when(Cue.watch("pods")).then(gone);
        away.lift();
        awaitChange(lab, changes, "ADDED comes", "a pod created while your code was away, with a 410 on its return");
        lab.expect("DELETED for the pod `goes`, deleted while your code was away, with a 410 on its return")
                .because("a list does not say what has gone: compare it with all pods that you knew before the 410")
                .within(Duration.ofSeconds(8))
                .until(() -> changes.has("DELETED goes"))
                .otherwise(() -> changes.inWords() + "; " + WireWords.of(lab.wire()));
        expectOnlyOnce(lab, changes, List.of("ADDED stays", "ADDED goes", "ADDED comes", "DELETED goes"));
    }

    @Step(4)
    void doesNotAskAgainAndAgainWhenEachWatchEndsAtOnce(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        follow(lab, answer, new Changes());
        lab.expect("more than two attempts to watch, although each stream ends at once")
                .until(() -> lab.wire().watches("pods").size() > 2)
                .otherwise(() -> WireWords.of(lab.wire()));
        int before = lab.wire().watches("pods").size();
        lab.expect("a pause before the next attempt, growing from 50 to 400 ms")
                .because("a loop without a pause asks the API server thousands of times a second, and so do all its "
                        + "neighbours when the server is in trouble")
                .throughout(A_SECOND, () -> lab.wire().watches("pods").size() - before <= MOST_REQUESTS)
                .otherwise(() ->
                        "your code asked " + (lab.wire().watches("pods").size() - before) + " times within a second");
    }

    @Step(4)
    void triesAgainWhenTheListIsRefused(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.hands().createPod("web-1");
        lab.gateway().faults().when(Cue.list("pods")).times(2).then(new ServerError());
        Changes changes = new Changes();
        follow(lab, answer, changes);
        awaitChange(
                lab, changes, "ADDED web-1", "a pod that exists, although the first two lists are answered with 500");
    }

    @Step(4)
    void stopsFromAnotherThread(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Running follow = follow(lab, answer, new Changes());
        lab.expect("an open watch of pods")
                .until(() -> lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream))
                .otherwise(() -> WireWords.of(lab.wire()));
        answer.stop();
        lab.expect("`follow` to return after `stop`, without an exception")
                .because("a thread that waits for an event wakes when its watch is closed")
                .until(() -> !follow.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        lab.expect("no stream left open after `stop`")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static Running follow(Lab lab, WatchPitfallsLesson answer, Changes changes) {
        lab.atEnd(answer::stop);
        return lab.start("follow", () -> answer.follow(lab.client(), lab.namespace(), BASE, MAXIMUM, changes));
    }

    private static void awaitChange(Lab lab, Changes changes, String words, String what) throws Exception {
        lab.expect(words + ", for " + what)
                .within(Duration.ofSeconds(8))
                .until(() -> changes.has(words))
                .otherwise(() -> changes.inWords() + "; " + WireWords.of(lab.wire()));
    }

    private static void expectOnlyOnce(Lab lab, Changes changes, List<String> words) throws Exception {
        lab.expect("each of " + words + " exactly once")
                .because(
                        "whoever starts again without a version, or lists again without comparing, tells old news as new")
                .throughout(Duration.ofMillis(300), () -> words.stream().allMatch(word -> changes.count(word) == 1))
                .otherwise(changes::inWords);
    }
}
