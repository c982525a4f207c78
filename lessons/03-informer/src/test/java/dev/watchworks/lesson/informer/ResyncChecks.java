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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Step 8: what a resync does, and what client-java's own one loses. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ResyncChecks {

    private static final Duration SHORT = Duration.ofMillis(40);
    /** The handlers are told at the same time. */
    private static final Duration HEARD = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Step(8)
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
                "a resync hands on what is in the cache. It does not ask the API server, so it finds nothing that a watch "
                        + "has missed");
        expectPrediction(
                lab,
                "updates",
                seen.updates(),
                said.updates(),
                "each object in the cache is handed to the handler once, by onUpdate, with the same state as before and as "
                        + "after; an object that nobody changed, too");
        expectPrediction(
                lab,
                "addsOfEarly",
                seen.addsOfEarly(),
                said.addsOfEarly(),
                "the handler was due when the resync came round, and what the informer finds on listing again goes to those "
                        + "that were");
        expectPrediction(
                lab,
                "addsOfLate",
                seen.addsOfLate(),
                said.addsOfLate(),
                "client-java 25 takes what it finds on listing again for a resync, and hands it only to the handlers that "
                        + "were due when the resync last came round. The cache has both, the handler never heard that they "
                        + "were added");
    }

    private static void expectPrediction(Lab lab, String name, int seen, int said, String why) throws Exception {
        lab.expect(name + " = " + seen + ", as was measured")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
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
                "the rounds of a resync could not be told apart, because this machine is very busy",
                "run it again when less is going on",
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
        factory.stopAllRegisteredInformers();
        experiment.undo();
        return valid && seen.updates() == 3 ? Optional.of(seen) : Optional.empty();
    }

    private static long requestsOfServices(Lab lab) {
        return lab.wire().exchanges(call -> call.resource().equals("services")).size();
    }

    private static void awaitRound(
            Lab lab, RecordingEventHandler<V1Deployment> early, RecordingEventHandler<V1Service> served, int services)
            throws Exception {
        lab.expect("the resync to come round")
                .within(PATIENCE)
                .until(() -> early.count("resync old") >= 1 && served.count("resync ") >= services)
                .otherwise(() -> "it did not: " + early.all() + ", " + served.all());
    }

    @Step(8)
    void handsTheCacheToTheHandlerInEachRound(Lab lab, InformerLesson answer) throws Exception {
        for (String name : List.of("api", "cart", "web")) {
            lab.cluster().createDeployment(name, 0);
        }
        AtomicReference<String> failing = new AtomicReference<>();
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler") {
            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                super.onUpdate(before, after);
                failing.compareAndSet(null, after.getMetadata().getName());
                if (failing.get().equals(after.getMetadata().getName())) {
                    throw new IllegalStateException("this handler fails on " + failing);
                }
            }
        };
        RecordingInformerFactory factory = started(lab, answer, calls, SHORT);
        lab.expect("onUpdate for each of the three deployments in the cache within the first rounds")
                .because("a round hands on everything in the cache, whether it has changed or not")
                .until(() -> calls.count("resync ") >= 1)
                .otherwise(() -> calls.count("add ") > 3
                        ? "the rounds called onAdd for what had been added already: "
                                + calls.all().stream()
                                        .filter(call -> call.startsWith("add "))
                                        .distinct()
                                        .sorted()
                                        .toList()
                                + ", again and again"
                        : "there were " + calls.all());
        lab.expect("rounds that go on after the handler has failed on a deployment")
                .because("an executor never again runs a task that has thrown: catch what the handler throws")
                .until(() -> calls.count("resync " + failing.get()) >= 2)
                .otherwise(() -> "there was one round, and never another");
        lab.expect("two rounds and more for the two deployments that the handler does not fail on")
                .because(
                        "what the handler throws for one deployment must not keep the others from it: catch it for each "
                                + "deployment, not for the round")
                .until(() -> othersWithTwoRounds(calls, failing.get()) == 2)
                .otherwise(() -> "they did not both get them, while the one that the "
                        + "handler fails on is tried again and again");
        lab.expect("one list and one watch of deployments for it")
                .because(
                        "a resync reads the cache; to list again in each round is polling, which a watch is there to save")
                .now(() -> lab.wire().lists("deployments").size() == 1
                        && lab.wire().watches("deployments").size() == 1)
                .otherwise(() -> lab.wire().lists("deployments").size() > 1
                        ? "the wire saw further lists"
                        : WireDescription.of(lab.wire()));
        factory.stopAllRegisteredInformers();
    }

    @Step(8)
    void tellsOfEventsAtOnceAndGoesRoundAfterAPeriod(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 0);
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler");
        ScheduledExecutorService clock = clock(lab);
        // a round that is due at once has to wait until the cache is filled, so that it would have something to tell
        CountDownLatch filled = new CountDownLatch(1);
        clock.submit(() -> filled.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        RecordingInformerFactory factory =
                started(lab, answer, calls, Duration.ofHours(1), new AtomicReference<>(), clock);
        lab.expect("onAdd for web when the informer has listed, an hour before the first round")
                .because(
                        "the rounds come on top of the events, not in their place: a handler that hears of rounds alone "
                                + "learns of news a period late, and of a deletion never")
                .until(() -> calls.count("add web") == 1)
                .otherwise(() -> "there were " + calls.all());
        filled.countDown();
        clock.submit(() -> {}).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        lab.expect("no round before the period of an hour is over")
                .because(
                        "a round that begins at once meets an informer in the middle of its first list, and hands on as an "
                                + "update what was only just added")
                .now(() -> calls.count("resync ") == 0)
                .otherwise(() -> "there was one: " + calls.all());
        factory.stopAllRegisteredInformers();
    }

    @Step(8)
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
                return; // client-java treats all handlers alike for ever then: nothing can be lost
            }
            Duration asked = period;
            lab.expect("an informer without a resync of client-java's own: one with the period 0")
                    .because(
                            "before its first round all handlers count as due, so nothing is lost yet; after it, some day at "
                                    + "night, a handler that was added later no longer hears what a list finds. The informer of "
                                    + "step 2 has such a period")
                    .now(() -> own.equals(asked))
                    .otherwise(() -> "your informer has a resync of its own every " + own.toMillis() + " ms");
            RelistExperiment experiment = new RelistExperiment(lab, informer.get(), early);
            tried = experiment.run(() -> awaitRound(lab, early, new RecordingEventHandler<>(lab, "no handler"), 0));
            // whatever this machine's rounds were: nobody may be told less than was found
            lab.expect(
                            "two additions for a handler that was added later, when the informer found two new deployments on "
                                    + "listing again")
                    .within(HEARD)
                    .because(
                            "with a resync period of its own, client-java 25 hands what it finds on listing again only to "
                                    + "the handlers that were due at the last round. Give the informer no period, and go round "
                                    + "yourself")
                    .until(() -> experiment.addsOfLate() == 2)
                    .otherwise(() -> "it heard of " + experiment.addsOfLate()
                            + ", the handler that was there from the start " + "of " + experiment.addsOfEarly());
            factory.stopAllRegisteredInformers();
            experiment.undo();
        }
    }

    private static RecordingInformerFactory started(
            Lab lab, InformerLesson answer, RecordingEventHandler<V1Deployment> calls, Duration period)
            throws Exception {
        return started(lab, answer, calls, period, new AtomicReference<>(), clock(lab));
    }

    private static ScheduledExecutorService clock(Lab lab) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        lab.atEnd(clock::shutdownNow);
        return clock;
    }

    private static RecordingInformerFactory started(
            Lab lab,
            InformerLesson answer,
            RecordingEventHandler<V1Deployment> calls,
            Duration period,
            AtomicReference<SharedIndexInformer<V1Deployment>> informer,
            ScheduledExecutorService clock)
            throws Exception {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        informer.set(answer.resyncWithoutLoss(factory, lab.client(), lab.namespace(), calls, period, clock));
        lab.expect("an informer from `resyncWithoutLoss`")
                .now(() -> informer.get() != null)
                .otherwise(() -> "your code returned null");
        start(lab, factory, List.of("deployments"));
        return factory;
    }

    /** Starts the informers and waits for their watches; those of an earlier attempt may still be ending. */
    private static void start(Lab lab, RecordingInformerFactory factory, List<String> resources) throws Exception {
        Map<String, Integer> earlier = new HashMap<>();
        resources.forEach(
                resource -> earlier.put(resource, lab.wire().watches(resource).size()));
        factory.startAllRegisteredInformers();
        for (String resource : resources) {
            ReferenceInformers.awaitWatchAfter(lab, resource, earlier.get(resource));
        }
    }

    private static long othersWithTwoRounds(RecordingEventHandler<V1Deployment> calls, String failing) {
        return List.of("api", "cart", "web").stream()
                .filter(name -> !name.equals(failing) && calls.count("resync " + name) >= 2)
                .count();
    }
}
