package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Checks how {@code follow} ends. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class StopChecks {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    /** The states of a thread that waits for another one. */
    private static final Set<Thread.State> HELD =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @Step(value = 7, order = 14)
    void stopsFromAnotherThread(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        following.stop();
        following.expectReturn(
                "`stop`, without an exception",
                "a thread that waits for an event wakes up when `stop` cancels its call");
        expectNoStream(lab);
    }

    private static void expectNoStream(Lab lab) throws Exception {
        lab.expect("no open stream after `stop`")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(value = 7, order = 15)
    void stopsDuringAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.expectStopDuringAPause();
    }

    @Step(value = 7, order = 16)
    void endsWhenItIsInterruptedDuringAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.expectInterrupt();
    }

    private static FollowRun pausing(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        FollowRun following = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        following.expectPauseAfterList();
        return following;
    }

    /** The other thread calls {@code stop} while the code has made the call and not yet kept or sent it. */
    @Step(value = 7, order = 17)
    void stopsWhileItOpensTheWatch(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ClientWithHook client = new ClientWithHook(lab, () -> {
            AtomicReference<Thread> stopping = new AtomicReference<>(Thread.currentThread());
            BackgroundTask stop = lab.start("stop", () -> {
                stopping.set(Thread.currentThread());
                answer.stop();
            });
            lab.expect("`stop` to return, or to wait for a lock of your code")
                    .until(() ->
                            !stop.isRunning() || HELD.contains(stopping.get().getState()))
                    .otherwise(() -> "it still runs");
        });
        FollowRun following = FollowRun.start(lab, answer, client, FollowRun.BASE, FollowRun.MAXIMUM);
        following.expectReturn(
                "a `stop` that comes just before the watch opens",
                "`stop` finds no call that it can cancel yet; so look at the flag again when the call is in its field");
        expectNoStream(lab);
    }

    @Step(value = 7, order = 18)
    void opensNoWatchAfterAStop(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ArmedFault held = lab.gateway().faults().when(Cue.list("pods")).then(new HoldResponse());
        FollowRun following = FollowRun.start(lab, answer);
        lab.expect("a list of the pods")
                .until(() -> !lab.wire().lists("pods").isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        BackgroundTask stop = lab.start("stop", answer::stop);
        lab.expect("`stop` to return while the server takes its time for a list")
                .until(() -> !stop.isRunning())
                .otherwise(() -> "it still runs");
        held.lift();
        following.expectReturn(
                "a `stop` that came during a list, when the list has ended",
                "look at the flag again after the list, before you open a watch");
        expectNoStream(lab);
    }

    @Step(value = 7, order = 19)
    void stopsOnlyItself(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun first = FollowRun.start(lab, answer);
        FollowRun second = FollowRun.startSecond(lab, FollowRun.MAXIMUM);
        first.expectOpenWatch();
        lab.expect("an open watch of each of two `PodFollower` objects")
                .until(() -> openWatches(lab).count() == 2
                        && openWatches(lab).filter(FollowRun::isOfSecond).count() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        first.stop();
        first.expectReturn("`stop`", "a thread that waits for an event wakes up when `stop` cancels its call");
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.cluster().createPod("web-1");
        second.expect(
                "ADDED web-1",
                "a pod that was created after the `stop` of another `PodFollower`",
                "each object has its own call and its own flag; a static field is shared by all of them");
    }

    private static Stream<Exchange> openWatches(Lab lab) {
        return lab.wire().watches("pods").stream().filter(Exchange::isOpenStream);
    }
}
