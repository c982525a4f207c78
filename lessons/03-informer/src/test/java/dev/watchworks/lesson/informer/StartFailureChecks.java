package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedInformerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Step 10: a start that fails, and leaves nothing behind. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class StartFailureChecks {

    private static final Duration AT_MOST = Duration.ofMillis(200);

    private static final int ATTEMPTS = 4;

    @Step(value = 10, order = 5)
    void leavesNothingBehindWhenTheCachesAreNotFilled(Lab lab, InformerLesson answer) throws Exception {
        StopChecks.stopUnusedFactory(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        String outcome = startUntilOneCacheIsFilled(lab, answer);
        lab.expect("an IllegalStateException from `start` when a cache is not filled in time")
                .because(
                        "step 4 returns false then; if the program continues with an empty cache, everything looks deleted")
                .now(() -> outcome.equals("IllegalStateException"))
                .otherwise(() -> "the result of `start` was " + outcome);
        StopChecks.expectNoThreads(
                lab,
                others,
                "after `start` gave up",
                "the informers are already running when `start` gives up: stop them before you throw the exception");
        expectNoOpenRequest(lab, "after `start` gave up");
    }

    /**
     * On a busy machine, neither cache is filled in so short a time, or one is filled just when the time is over. Then the
     * next attempt has twice as long.
     */
    private static String startUntilOneCacheIsFilled(Lab lab, InformerLesson answer) throws Exception {
        Duration atMost = AT_MOST;
        Duration origin = lab.wire().now();
        String outcome = startIn(lab, answer, atMost);
        for (int attempt = 2; attempt <= ATTEMPTS && !isWatched(lab, origin, atMost); attempt++) {
            atMost = atMost.multipliedBy(2);
            origin = lab.wire().now();
            outcome = startIn(lab, answer, atMost);
        }
        return outcome;
    }

    /** Whether a watch of deployments began long before the time was over, and so after the cache was filled. */
    private static boolean isWatched(Lab lab, Duration origin, Duration atMost) {
        Duration inTime = atMost.multipliedBy(3).dividedBy(4);
        return lab.wire().watches("deployments").stream()
                .map(watch -> watch.requestedAt().minus(origin))
                .anyMatch(after -> !after.isNegative() && after.compareTo(inTime) < 0);
    }

    @Step(value = 10, order = 6)
    void waitsOnceForAllCachesTogether(Lab lab, InformerLesson answer) throws Exception {
        StopChecks.stopUnusedFactory(lab, answer);
        for (String never : List.of("services", "deployments")) {
            String late = never.equals("services") ? "deployments" : "services";
            LateList wait = LateList.start(lab, answer, late, never, AT_MOST);
            // On a busy machine, the list comes too late, or a right answer needs longer. Then the time is twice as
            // long.
            for (int attempt = 2; attempt <= ATTEMPTS && (!wait.isValid() || wait.isTooLong()); attempt++) {
                wait = LateList.start(lab, answer, late, never, wait.atMost().multipliedBy(2));
            }
            LateList last = wait;
            lab.expect("`start` to give up after " + last.atMost().toMillis()
                            + " ms, the time that it got, although the list of " + late
                            + " came after three quarters of this time")
                    .because(
                            "`atMost` is the time for all caches together: wait for all informers in one call of step 4")
                    .now(() -> !last.isTooLong())
                    .otherwise(() -> "it waited for " + last.waited().toMillis() + " ms");
        }
    }

    @Step(value = 10, order = 7)
    void leavesNothingBehindWhenItIsInterrupted(Lab lab, InformerLesson answer) throws Exception {
        StopChecks.stopUnusedFactory(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        BackgroundTask starting = lab.start(
                "start",
                () -> answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofMinutes(1))
                        .stopAllRegisteredInformers());
        lab.expect("a watch of deployments, while the list of services gets no response")
                .within(ReferenceInformers.RECOVERY)
                .until(() -> ReferenceInformers.openWatches(lab, "deployments") == 1
                        && !lab.wire().lists("services").isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        starting.stop();
        expectInterrupted(lab, starting);
        StopChecks.expectNoThreads(
                lab,
                others,
                "after `start` was interrupted",
                "after an interrupt, `start` ends with an exception too, and the informers are already running: stop them "
                        + "whenever `start` does not return as usual");
        expectNoOpenRequest(lab, "after `start` was interrupted");
    }

    private static void expectInterrupted(Lab lab, BackgroundTask starting) throws Exception {
        lab.expect("`start` to end when its thread is interrupted")
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("an InterruptedException from `start` after an interrupt")
                .because(
                        "an IllegalStateException means that the cluster is too slow; the caller would report a problem that "
                                + "does not exist, and start again")
                .now(() -> starting.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> starting.failure()
                        .map(thrown -> "your code threw " + thrown)
                        .orElse("your code returned without an exception"));
    }

    /**
     * Expects that no request is open. It closes unused connections first: if a thread is interrupted while OkHttp writes its
     * request, the request stays open until its connection closes.
     */
    private static void expectNoOpenRequest(Lab lab, String when) throws Exception {
        lab.client().getHttpClient().connectionPool().evictAll();
        lab.expect("no open request " + when)
                .because("`start` has to stop everything that it has started before it ends with an exception")
                .until(() -> lab.wire().counters().openExchanges() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** Starts, and returns what came of it, such as {@code IllegalStateException}. */
    static String startIn(Lab lab, InformerLesson answer, Duration atMost) throws InterruptedException {
        try {
            SharedInformerFactory factory = answer.start(lab.client(), lab.namespace(), lab.namespace(), atMost);
            if (factory == null) {
                return "null";
            }
            lab.atEnd(factory::stopAllRegisteredInformers);
            return "a factory";
        } catch (RuntimeException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
