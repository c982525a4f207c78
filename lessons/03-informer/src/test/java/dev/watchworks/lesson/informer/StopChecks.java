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

/** Step 10: stopping everything. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class StopChecks {

    /** A short time is enough: all threads have ended by then, so none is left to send a request later. */
    private static final Duration SHORT_TIME = Duration.ofMillis(50);

    private static final String EXPLAIN_THREADS =
            "the threads of the factory are not daemon threads, so a single thread that is left keeps the program running";

    @Step(10)
    void endsAllWatchesAndThreads(Lab lab, InformerLesson answer) throws Exception {
        Set<Thread> others = Set.copyOf(lab.threads());
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        ReferenceInformers.deployments(factory, lab)
                .addEventHandler(ReferenceInformers.onAdd(lab, "the handler", name -> {}));
        ReferenceInformers.services(factory, lab);
        factory.startAllRegisteredInformers();
        ReferenceInformers.awaitWatch(lab, "deployments");
        ReferenceInformers.awaitWatch(lab, "services");
        answer.stop(factory);
        lab.expect("no open watch after `stop`")
                .because("an open watch costs memory here and on the API server, even if nobody reads it")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
        expectNoThreads(lab, others, "after `stop`", EXPLAIN_THREADS);
        long requests = lab.wire().counters().requests();
        lab.expect("no request after `stop`")
                .during(SHORT_TIME, () -> lab.wire().counters().requests() == requests)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(10)
    void printsNothingAfterTheStop(Lab lab, InformerLesson answer) throws Exception {
        stopUnusedFactory(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        SharedInformerFactory factory =
                answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofSeconds(10));
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
        ReferenceInformers.awaitWatch(lab, "deployments");
        answer.stop(factory);
        expectNoThreads(lab, others, "after `start` and `stop`", EXPLAIN_THREADS);
        lab.cluster().createDeployment("late", 1);
        lab.expect("no line for a deployment that was created after `stop`")
                .during(SHORT_TIME, () -> !lab.output().has("add a deployment: late"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(10)
    void leavesNothingBehindWhenTheCachesAreNotFilled(Lab lab, InformerLesson answer) throws Exception {
        stopUnusedFactory(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        String outcome = startIn(lab, answer, Duration.ofMillis(150));
        lab.expect("an IllegalStateException from `start` when a cache is not filled in time")
                .because(
                        "step 4 returns false then; if the program continues with an empty cache, everything looks deleted")
                .now(() -> outcome.equals("IllegalStateException"))
                .otherwise(() -> "the result of `start` was " + outcome);
        expectNoThreads(
                lab,
                others,
                "after `start` gave up",
                "the informers are already running when `start` gives up: stop them before you throw the exception");
        expectNoOpenRequest(lab, "after `start` gave up");
    }

    @Step(10)
    void leavesNothingBehindWhenItIsInterrupted(Lab lab, InformerLesson answer) throws Exception {
        stopUnusedFactory(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        BackgroundTask starting = lab.start(
                "start",
                () -> answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofMinutes(1))
                        .stopAllRegisteredInformers());
        lab.expect("a watch of deployments, while the list of services gets no response")
                .within(ReferenceInformers.RECOVERY)
                .until(() -> ReferenceInformers.openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        starting.stop();
        lab.expect("`start` to end when its thread is interrupted")
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        expectNoThreads(
                lab,
                others,
                "after `start` was interrupted",
                "after an interrupt, `start` ends with an exception too, and the informers are already running: stop them in a "
                        + "`finally`");
        expectNoOpenRequest(lab, "after `start` was interrupted");
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

    private static String startIn(Lab lab, InformerLesson answer, Duration atMost) throws InterruptedException {
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

    /** Stops an unused factory, so that the TODO of this step comes before the TODOs of the other steps. */
    private static void stopUnusedFactory(Lab lab, InformerLesson answer) {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        ReferenceInformers.deployments(factory, lab);
        ReferenceInformers.services(factory, lab);
        answer.stop(factory);
    }

    private static void expectNoThreads(Lab lab, Set<Thread> others, String when, String why) throws Exception {
        lab.expect("no running thread of the informers " + when)
                .because(why)
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() -> "some of them still run");
    }

    private static List<String> left(Lab lab, Set<Thread> others) {
        return lab.threads().stream()
                .filter(thread -> !others.contains(thread))
                .map(Thread::getName)
                .toList();
    }
}
