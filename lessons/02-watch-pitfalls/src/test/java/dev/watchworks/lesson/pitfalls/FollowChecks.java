package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@code follow} must bring through a cut and an absence. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class FollowChecks {

    @Step(value = 7, order = 1)
    void continuesWhereTheStreamEnded(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        lab.cluster().createPod("web-1");
        following.expect(
                "ADDED web-1", "a pod that was created during your watch", "a watch sends an event for each new pod");
        endTheStream(lab);
        lab.cluster().createPod("web-2");
        following.expect(
                "ADDED web-2",
                "a pod that was created just after the server ended the stream",
                "the end of a stream is normal: the next watch continues from there");
        lab.expect("a second watch after the first one has ended")
                .until(() -> lab.wire().watches("pods").size() > 1)
                .otherwise(() -> "there was none; " + WireDescription.of(lab.wire()));
        lab.expect("only one list, at the beginning")
                .because(
                        "a list contains all pods; if each client lists after each time-out, the API server goes down, and a "
                                + "watch from the last version does not need a list")
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> "your code listed again after the stream had ended");
        List<Exchange> watches = lab.wire().watches("pods");
        lab.expect("the second watch to begin from the version of the last event of the first watch")
                .because(
                        "from an older version, you get events again that you have seen; without a version, or from version "
                                + "0, you also miss each pod that was deleted in between")
                .now(() -> versionOf(watches.get(1)).equals(lastVersion(lab, watches.get(0))))
                .otherwise(() -> describeOrigin(watches));
        following.expectOnlyOnce(List.of("ADDED web-1", "ADDED web-2"));
        lab.expect("only requests for the pods in the namespace " + lab.namespace())
                .because("requests for other namespaces or other kinds cost the server more, and you do not need them")
                .now(() -> lab.wire().exchanges().stream()
                        .map(Exchange::call)
                        .allMatch(call -> call.namespace().equals(lab.namespace())
                                && call.resource().equals("pods")))
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    private static void endTheStream(Lab lab) throws InterruptedException {
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        if (!lab.wire().await(wire -> !wire.watches("pods").get(0).isOpen(), Duration.ofSeconds(5))) {
            throw new EnvironmentException("The gateway did not end the stream.", "Run the check again.", null);
        }
    }

    /** The gateway does not see attempts to connect while it refuses connections, so the client counts them. */
    private static ApiClient countingFailures(Lab lab, AtomicInteger failed) {
        return Clients.intercepted(lab, chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException unreachable) {
                failed.incrementAndGet();
                throw unreachable;
            }
        });
    }

    private static String describeOrigin(List<Exchange> watches) {
        String version = versionOf(watches.get(1));
        if (version.isEmpty()) {
            return "your second watch had no version, so it began with all pods that exist";
        }
        if (version.equals("0")) {
            return "your second watch began from 0, which means `any version`, so it began with all pods that exist";
        }
        return version.equals(versionOf(watches.get(0)))
                ? "your second watch began where the first one had begun, not where it had ended"
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

    @Step(value = 7, order = 2)
    void losesNothingWhileTheServerCannotBeReached(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger failed = new AtomicInteger();
        FollowRun following =
                FollowRun.start(lab, answer, countingFailures(lab, failed), FollowRun.BASE, FollowRun.MAXIMUM);
        following.expectOpenWatch();
        lab.cluster().createPod("web-1");
        following.expect(
                "ADDED web-1", "a pod that was created during your watch", "a watch sends an event for each new pod");
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        lab.cluster().createPod("web-2");
        lab.cluster().createPod("brief");
        Pods.deleteAndAwait(lab, "brief");
        Pods.deleteAndAwait(lab, "web-1");
        lab.expect("an attempt to reach the API server while it cannot be reached")
                .because(
                        "a refused connection is a problem for some time only, and only an attempt shows when it is over")
                .until(() -> failed.get() > 0)
                .otherwise(() -> following.run().isRunning() ? "there was none" : "`follow` has returned");
        away.lift();
        following.expect(
                "ADDED web-2",
                "a pod that was created while the API server could not be reached",
                "a refused connection is a problem for some time only: pause, and try again from the same version");
        following.expect(
                "DELETED web-1",
                "a pod that was deleted while the API server could not be reached",
                "the deletion is in the server's history, and only a watch from the last version gets it");
        following.expect(
                "DELETED brief",
                "a pod that came and went while the API server could not be reached",
                "both events are in the server's history, and only a watch from the last version gets them");
        following.expectOnlyOnce(
                List.of("ADDED web-1", "ADDED web-2", "ADDED brief", "DELETED brief", "DELETED web-1"));
    }
}
