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

/** Step 10: a clean stop. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class StopChecks {

    /** No thread lives on by then, so nobody is left to send one later. */
    private static final Duration A_WHILE = Duration.ofMillis(50);

    private static final String NO_DAEMONS =
            "the factory's threads are no daemons: those that are left over keep a program alive";

    @Step(10)
    void endsItsWatchesAndItsThreads(Lab lab, InformerLesson answer) throws Exception {
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
                .because("a watch that nobody reads holds memory here and on the API server")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
        expectNoThreads(lab, others, "after `stop`", NO_DAEMONS);
        long requests = lab.wire().counters().requests();
        lab.expect("no request after `stop`")
                .during(A_WHILE, () -> lab.wire().counters().requests() == requests)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(10)
    void printsNothingMoreAfterTheStop(Lab lab, InformerLesson answer) throws Exception {
        stopNothing(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        SharedInformerFactory factory =
                answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofSeconds(10));
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
        ReferenceInformers.awaitWatch(lab, "deployments");
        answer.stop(factory);
        expectNoThreads(lab, others, "after `start` and `stop`", NO_DAEMONS);
        lab.cluster().createDeployment("late", 1);
        lab.expect("no line for a deployment that was created after `stop`")
                .during(A_WHILE, () -> !lab.output().has("add a deployment: late"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(10)
    void leavesNothingBehindWhenTheCachesAreNotFilled(Lab lab, InformerLesson answer) throws Exception {
        stopNothing(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        String outcome = startIn(lab, answer, Duration.ofMillis(150));
        lab.expect("an IllegalStateException from `start` when a cache is not filled in time")
                .because(
                        "step 4 tells you by false; a program that goes on with an empty cache takes everything for gone")
                .now(() -> outcome.equals("IllegalStateException"))
                .otherwise(() -> "`start` ended with " + outcome);
        expectNoThreads(
                lab,
                others,
                "after `start` gave up",
                "an exception does not stop what is started already: whoever cannot start has to put it away");
        expectNoOpenRequest(lab, "after `start` gave up");
    }

    @Step(10)
    void leavesNothingBehindWhenItIsInterrupted(Lab lab, InformerLesson answer) throws Exception {
        stopNothing(lab, answer);
        Set<Thread> others = Set.copyOf(lab.threads());
        lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        BackgroundTask starting = lab.start(
                "start",
                () -> answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofMinutes(1))
                        .stopAllRegisteredInformers());
        lab.expect("a watch of deployments, while the list of services is not answered")
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
                "an interrupt leaves `start` by an exception, as a time-out does: a `finally` puts away what is started "
                        + "already, whatever the exception");
        expectNoOpenRequest(lab, "after `start` was interrupted");
    }

    /**
     * Connections that nobody uses are closed first: a thread that is interrupted just while OkHttp writes its request ends
     * without taking the request back.
     */
    private static void expectNoOpenRequest(Lab lab, String when) throws Exception {
        lab.client().getHttpClient().connectionPool().evictAll();
        lab.expect("no request left open " + when)
                .because("whoever cannot start has to put away what is started already")
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

    /** The step's own marker comes first, before the steps that a run needs. */
    private static void stopNothing(Lab lab, InformerLesson answer) {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        ReferenceInformers.deployments(factory, lab);
        ReferenceInformers.services(factory, lab);
        answer.stop(factory);
    }

    private static void expectNoThreads(Lab lab, Set<Thread> others, String when, String why) throws Exception {
        lab.expect("no thread of the informers to live on " + when)
                .because(why)
                .until(() -> left(lab, others).isEmpty())
                .otherwise(() -> "some of them still live");
    }

    private static List<String> left(Lab lab, Set<Thread> others) {
        return lab.threads().stream()
                .filter(thread -> !others.contains(thread))
                .map(Thread::getName)
                .toList();
    }
}
