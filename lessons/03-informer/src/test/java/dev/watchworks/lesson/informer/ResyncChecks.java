package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/** Step 8: what a resync does, and what the resync of client-java loses. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ResyncChecks {

    /** All handlers get their calls at the same time. */
    private static final Duration HANDLER_TIME = Duration.ofSeconds(1);

    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(10);

    @Step(value = 8, order = 1)
    @StartEarly("measure")
    void predictsWhatAResyncDoes(Lab lab, InformerLesson answer) throws Exception {
        Resync said = answer.predictResync();
        lab.expect("a `Resync` from `predictResync`")
                .now(() -> said != null)
                .otherwise(() -> "your code returned null");
        Resync seen = lab.measured(Resync.class);
        expectPrediction(
                lab,
                "requests",
                seen.requests(),
                said.requests(),
                "a resync takes its objects from the cache. It sends no request to the API server, so it does not find what "
                        + "a watch has missed");
        expectPrediction(
                lab,
                "updates",
                seen.updates(),
                said.updates(),
                "the handler gets each object of the cache once, by `onUpdate`, even if the object has not changed");
        expectPrediction(
                lab,
                "addsOfEarly",
                seen.addsOfEarly(),
                said.addsOfEarly(),
                "the handler was due in the last round, and client-java gives the objects of the new list to the handlers that "
                        + "were due");
        expectPrediction(
                lab,
                "addsOfLate",
                seen.addsOfLate(),
                said.addsOfLate(),
                "client-java 25 treats the new list like a round, and gives its objects only to the handlers that were due in "
                        + "the last round. The cache has both deployments, but the handler `late` got no call for them");
    }

    private static void expectPrediction(Lab lab, String name, int seen, int said, String why) throws Exception {
        lab.expect(name + " = " + seen + ", as the check measured")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
        lab.explainMeasurement(name + " = " + seen, why);
    }

    private static Resync measure(Lab lab) throws Exception {
        for (String name : List.of("a", "b", "c")) {
            lab.cluster().createService(name);
        }
        lab.cluster().createDeployment("old", 0);
        Optional<Resync> seen = Optional.empty();
        Duration period = RelistExperiment.PERIOD;
        for (int attempt = 1;
                attempt <= RelistExperiment.ATTEMPTS && seen.isEmpty();
                attempt++, period = period.multipliedBy(2)) {
            seen = measure(lab, period);
        }
        return seen.orElseThrow(() -> new EnvironmentException(
                "the check could not measure the rounds of a resync, because this machine is very busy",
                "run it again when the machine is less busy",
                null));
    }

    private static Optional<Resync> measure(Lab lab, Duration period) throws Exception {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Service> services = ReferenceInformers.services(factory, lab, period);
        RecordingEventHandler<V1Service> served = new RecordingEventHandler<>(lab, "the handler of services");
        services.addEventHandler(served);
        SharedIndexInformer<V1Deployment> deployments = ReferenceInformers.deployments(factory, lab, period);
        RecordingEventHandler<V1Deployment> early =
                new RecordingEventHandler<>(lab, "the handler that was there from the start");
        deployments.addEventHandler(early);
        start(lab, factory, List.of("deployments", "services"));
        long before = requestsOfServices(lab);
        RelistExperiment experiment = new RelistExperiment(lab, deployments, early);
        boolean valid = experiment.run(() -> awaitRound(lab, early, served, 3));
        Resync seen = new Resync(
                (int) (requestsOfServices(lab) - before),
                served.count("resync "),
                experiment.addsOfEarly(),
                experiment.addsOfLate());
        boolean lateBecameDue = experiment.lateBecameDue();
        factory.stopAllRegisteredInformers();
        experiment.undo();
        return valid && !lateBecameDue && seen.updates() == 3 ? Optional.of(seen) : Optional.empty();
    }

    private static long requestsOfServices(Lab lab) {
        return lab.wire().exchanges(call -> call.resource().equals("services")).size();
    }

    private static void awaitRound(
            Lab lab, RecordingEventHandler<V1Deployment> early, RecordingEventHandler<V1Service> served, int services)
            throws Exception {
        lab.expect("a round of the resync")
                .within(MAXIMUM_WAIT)
                .until(() -> early.count("resync old") >= 1 && served.count("resync ") >= services)
                .otherwise(() -> "there was none: " + early.all() + ", " + served.all());
    }

    @Step(value = 8, order = 2)
    void losesNothingWhenTheInformerListsAgain(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("old", 0);
        boolean tried = false;
        Duration period = RelistExperiment.PERIOD;
        for (int attempt = 1;
                attempt <= RelistExperiment.ATTEMPTS && !tried;
                attempt++, period = period.multipliedBy(2)) {
            RecordingEventHandler<V1Deployment> early =
                    new RecordingEventHandler<>(lab, "the handler that was there from the start");
            AtomicReference<SharedIndexInformer<V1Deployment>> informer = new AtomicReference<>();
            RecordingInformerFactory factory = started(lab, answer, early, period, informer, clock(lab));
            Duration own = factory.resync(V1Deployment.class).orElse(Duration.ZERO);
            if (own.isZero()) {
                return; // Without a resync, client-java treats all handlers in the same way, and loses nothing.
            }
            Duration asked = period;
            lab.expect("an informer with the resync period 0")
                    .because(
                            "with a resync of client-java, a handler that was added later may miss the objects of a new list, "
                                    + "as in the prediction; the informer of step 2 has such a resync")
                    .now(() -> own.equals(asked))
                    .otherwise(() -> "your informer has a resync period of " + own.toMillis() + " ms");
            RelistExperiment experiment = new RelistExperiment(lab, informer.get(), early);
            tried = experiment.run(() -> awaitRound(lab, early, new RecordingEventHandler<>(lab, "no handler"), 0));
            // Whenever the rounds came on this machine, each handler must get all new deployments.
            lab.expect(
                            "two calls of `onAdd` for a handler that was added later, when the informer lists again and finds "
                                    + "two new deployments")
                    .within(HANDLER_TIME)
                    .because(
                            "with a resync period, client-java 25 gives the objects of a new list only to the handlers that were "
                                    + "due in the last round; use the period 0, and run the rounds yourself")
                    .until(() -> experiment.addsOfLate() == 2)
                    .otherwise(() -> "it got " + experiment.addsOfLate() + ", and the handler from the start got "
                            + experiment.addsOfEarly());
            factory.stopAllRegisteredInformers();
            experiment.undo();
        }
    }

    private static ScheduledExecutorService clock(Lab lab) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        lab.atEnd(clock::shutdownNow);
        return clock;
    }

    /** Starts an informer of the learner's code. */
    static RecordingInformerFactory started(
            Lab lab,
            InformerLesson answer,
            RecordingEventHandler<V1Deployment> calls,
            Duration period,
            AtomicReference<SharedIndexInformer<V1Deployment>> informer,
            ScheduledExecutorService clock)
            throws Exception {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        int before = lab.wire().exchanges().size();
        informer.set(answer.resyncWithoutLoss(factory, lab.client(), lab.namespace(), calls, period, clock));
        lab.expect("an informer from `resyncWithoutLoss`")
                .now(() -> informer.get() != null)
                .otherwise(() -> "your code returned null");
        lab.expect("`resyncWithoutLoss` to return an informer without starting it")
                .because("before the start, the caller may want to add an index or another handler")
                .now(() -> !factory.isStarted() && lab.wire().exchanges().size() == before)
                .otherwise(
                        () -> factory.isStarted() ? "your code started the factory" : WireDescription.of(lab.wire()));
        start(lab, factory, List.of("deployments"));
        return factory;
    }

    /** Starts the informers and waits for their watches, while the watches of an earlier attempt may still be ending. */
    private static void start(Lab lab, RecordingInformerFactory factory, List<String> resources) throws Exception {
        Map<String, Integer> earlier = new HashMap<>();
        resources.forEach(
                resource -> earlier.put(resource, lab.wire().watches(resource).size()));
        factory.startAllRegisteredInformers();
        for (String resource : resources) {
            ReferenceInformers.awaitWatchAfter(lab, resource, earlier.get(resource));
        }
    }
}
