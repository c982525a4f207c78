package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Step 10: stopping everything. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class StopChecks {

    /** A short time is enough: all threads have ended by then, so none is left to send a request later. */
    private static final Duration SHORT_TIME = Duration.ofMillis(50);

    private static final String EXPLAIN_THREADS =
            "the threads of the factory are not daemon threads, so a single thread that is left keeps the program running";

    @Step(value = 10, order = 1)
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

    @Step(value = 10, order = 2)
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

    @Step(value = 10, order = 3)
    void startsAgainWithANewFactory(Lab lab, InformerLesson answer) throws Exception {
        stopUnusedFactory(lab, answer);
        lab.cluster().createDeployment("web", 0);
        for (int start = 1; start <= 2; start++) {
            int starts = start;
            SharedInformerFactory factory = startAgain(lab, answer, starts);
            lab.expect("the lines `1 -> web` and `add a deployment: web` after each `start`, so " + starts
                            + " of each now")
                    .because("the client and the class still work after `stop`, and the new informers list again")
                    .until(() -> lab.output().count("1 -> web") == starts
                            && lab.output().count("add a deployment: web") == starts)
                    .otherwise(() -> lab.output().describe());
            answer.stop(factory);
        }
    }

    private static SharedInformerFactory startAgain(Lab lab, InformerLesson answer, int starts) throws Exception {
        AtomicReference<SharedInformerFactory> factory = new AtomicReference<>();
        AtomicReference<String> outcome = new AtomicReference<>("your code returned null");
        try {
            factory.set(answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofSeconds(10)));
        } catch (RuntimeException failed) {
            outcome.set("it threw a " + failed.getClass().getSimpleName());
        }
        lab.expect("the running factory from " + (starts == 1 ? "`start`" : "a second `start`, after `stop`"))
                .because("you cannot start a stopped factory again, so each `start` makes a new factory")
                .now(() -> factory.get() != null)
                .otherwise(outcome::get);
        lab.atEnd(() -> factory.get().stopAllRegisteredInformers());
        return factory.get();
    }

    @Step(value = 10, order = 4)
    void stopsOnlyTheGivenFactory(Lab lab, InformerLesson answer) throws Exception {
        stopUnusedFactory(lab, answer);
        SharedInformerFactory stopped = startAnother(lab, answer, 1);
        startAnother(lab, answer, 2);
        ArmedFault held = lab.gateway().faults().when(Cue.list("pods")).then(new HoldResponse());
        BackgroundTask another = lab.start(
                "another request",
                () -> new CoreV1Api(lab.client())
                        .listNamespacedPod(lab.namespace())
                        .execute());
        lab.expect("the list of pods of another part of the program")
                .until(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        another.allowFailure();
        answer.stop(stopped);
        held.lift();
        lab.expect("a response for another part of the program, which has sent a list of pods with the same client")
                .because(
                        "the client belongs to the caller; `stop` ends the informers of one factory, and no other request")
                .until(() -> !another.isRunning() && another.failure().isEmpty())
                .otherwise(() -> another.failure()
                        .map(thrown -> "this request failed: "
                                + thrown.getMessage().lines().findFirst().orElse(""))
                        .orElse("this request still waits"));
        List<Exchange> watches = lab.wire().watches("deployments");
        lab.expect("the watch of the stopped factory to be closed, and the watch of the other one to stay open")
                .because("a program may have several factories; stop the one that `stop` gets, and no other")
                .untilStable(SHORT_TIME, () -> isOpen(lab, watches.get(1)) && !isOpen(lab, watches.get(0)))
                .otherwise(() -> isOpen(lab, watches.get(0))
                        ? "the watch of the stopped factory is still open"
                        : "your code closed both");
        lab.cluster().createDeployment("web", 0);
        ReferenceInformers.expectLine(
                lab, "add a deployment: web", "the informers of the other factory are still running");
        lab.expect("only two watches of deployments, one for each factory")
                .because("a watch that is broken and opened again costs a second list")
                .now(() -> lab.wire().watches("deployments").size() == 2)
                .otherwise(() -> WireDescription.of(lab.wire().watches("deployments")));
    }

    private static boolean isOpen(Lab lab, Exchange watch) {
        return lab.wire().watches("deployments").stream().anyMatch(now -> now.id() == watch.id() && now.isOpenStream());
    }

    private static SharedInformerFactory startAnother(Lab lab, InformerLesson answer, int number) throws Exception {
        SharedInformerFactory factory =
                answer.start(lab.client(), lab.namespace(), lab.namespace(), Duration.ofSeconds(10));
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
        lab.expect(
                        number == 1
                                ? "an open watch of deployments after `start` returned"
                                : "an open watch of deployments for each of the " + number + " factories")
                .because("`start` returns a factory that runs; only `stop` ends its informers")
                .until(() -> ReferenceInformers.openWatches(lab, "deployments") == number)
                .otherwise(() -> WireDescription.of(lab.wire().watches("deployments")));
        return factory;
    }

    /** Stops an unused factory, so that the TODO of this step comes before the TODOs of the other steps. */
    static void stopUnusedFactory(Lab lab, InformerLesson answer) {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        ReferenceInformers.deployments(factory, lab);
        ReferenceInformers.services(factory, lab);
        answer.stop(factory);
    }

    static void expectNoThreads(Lab lab, Set<Thread> others, String when, String why) throws Exception {
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
