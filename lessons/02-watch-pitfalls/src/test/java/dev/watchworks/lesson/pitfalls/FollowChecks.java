package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What {@code follow} must bring through a cut, an absence and a 410. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class FollowChecks {

    @Step(7)
    void goesOnWhereTheStreamEnded(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        lab.cluster().createPod("web-1");
        following.expect("ADDED web-1", "a pod that was created while your code watched", "a watch tells of it");
        endTheStream(lab);
        lab.cluster().createPod("web-2");
        following.expect(
                "ADDED web-2",
                "a pod that was created when the server had just ended the stream",
                "the end of a stream is no error: the next watch goes on where it ended");
        lab.expect("a second watch when the first has ended")
                .until(() -> lab.wire().watches("pods").size() > 1)
                .otherwise(() -> "there was none; " + WireDescription.of(lab.wire()));
        lab.expect("one list, the one at the beginning")
                .because(
                        "a list holds every pod there is: after each time-out from each client it is what API servers go down "
                                + "of, and the watch can go on without")
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> "your code listed again when the stream had ended");
        List<Exchange> watches = lab.wire().watches("pods");
        lab.expect("the second watch to begin at the version of the last event of the first")
                .because(
                        "an older version, none, or 0 tells again what you have seen; and a pod that was deleted in between "
                                + "is in none of it")
                .now(() -> versionOf(watches.get(1)).equals(lastVersion(lab, watches.get(0))))
                .otherwise(() -> origin(watches));
        following.expectOnlyOnce(List.of("ADDED web-1", "ADDED web-2"));
    }

    private static void endTheStream(Lab lab) throws InterruptedException {
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        if (!lab.wire().await(wire -> !wire.watches("pods").get(0).isOpen(), Duration.ofSeconds(5))) {
            throw new EnvironmentException("The gateway did not end the stream.", "Run the check again.", null);
        }
    }

    private static String origin(List<Exchange> watches) {
        String version = versionOf(watches.get(1));
        if (version.isEmpty()) {
            return "your second watch named no version: it began with all pods that exist";
        }
        if (version.equals("0")) {
            return "your second watch began from 0, which is no version but says `any`: it began with all that exist";
        }
        return version.equals(versionOf(watches.get(0)))
                ? "your second watch began where the first had begun, and not where it had ended"
                : "your second watch began from " + version;
    }

    private static String versionOf(Exchange watch) {
        return watch.call().options().resourceVersion();
    }

    private static String lastVersion(Lab lab, Exchange watch) {
        return lab.wire().lines(watch).stream()
                .reduce((earlier, later) -> later)
                .map(line -> line.resourceVersion())
                .orElseGet(() -> versionOf(watch));
    }

    @Step(7)
    void losesNothingWhileTheServerIsAway(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        lab.cluster().createPod("web-1");
        following.expect("ADDED web-1", "a pod that was created while your code watched", "a watch tells of it");
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        lab.cluster().createPod("web-2");
        Pods.deleteAndAwait(lab, "web-1");
        away.lift();
        following.expect(
                "ADDED web-2",
                "a pod that was created while the API server could not be reached",
                "a refused connection is trouble that passes: pause, and try again from the same version");
        following.expect(
                "DELETED web-1",
                "a pod that was deleted while the API server could not be reached",
                "the server's history tells it to whoever goes on from the last version, and to nobody else");
        following.expectOnlyOnce(List.of("ADDED web-1", "ADDED web-2", "DELETED web-1"));
    }

    @Step(7)
    void startsOverAfterGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        startsOverAfter(new GoneEvent(), lab, answer);
    }

    @Step(7)
    void startsOverAfterGoneAsAnAnswer(Lab lab, WatchPitfallsLesson answer) throws Exception {
        startsOverAfter(new GoneOnWatch(), lab, answer);
    }

    private static void startsOverAfter(Fault gone, Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("stays");
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        lab.cluster().createPod("goes");
        following.expect("ADDED goes", "a pod that was created while your code watched", "a watch tells of it");
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        Pods.deleteAndAwait(lab, "goes");
        lab.cluster().createPod("comes");
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").where("from the first version that is asked for now", theFirstVersion()))
                .always()
                .then(gone);
        away.lift();
        following.expect(
                "ADDED comes",
                "a pod created while your code was away, with a 410 on its return",
                "410 says that this version is too old, and it stays too old: only a new list helps");
        following.expect(
                "DELETED goes",
                "a pod deleted while your code was away, with a 410 on its return",
                "a list does not say what has gone: compare it with all pods that you knew before the 410, from the list and "
                        + "from the watch");
        following.expectOnlyOnce(List.of("ADDED stays", "ADDED goes", "ADDED comes", "DELETED goes"));
    }

    /** A server that has forgotten a version does not remember it at the next request. */
    private static Predicate<ApiCall> theFirstVersion() {
        AtomicReference<String> forgotten = new AtomicReference<>();
        return call -> {
            forgotten.compareAndSet(null, call.options().resourceVersion());
            return call.options().resourceVersion().equals(forgotten.get());
        };
    }

    @Step(7)
    void stopsFromAnotherThread(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        following.stop();
        following.expectReturn(
                "`stop`, without an exception", "a thread that waits for an event wakes when its watch is closed");
        lab.expect("no stream left open after `stop`")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }
}
