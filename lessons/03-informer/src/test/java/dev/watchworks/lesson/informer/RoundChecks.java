package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Step 8: the rounds of a resync of one's own. Their time passes only when the check says so. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RoundChecks {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration ALMOST_A_PERIOD = Duration.ofMinutes(59);

    @Step(value = 8, order = 3)
    void passesTheCacheToTheHandlerInEachRound(Lab lab, InformerLesson answer) throws Exception {
        for (String name : List.of("api", "cart", "web")) {
            lab.cluster().createDeployment(name, 0);
        }
        AtomicReference<String> failing = new AtomicReference<>();
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler") {
            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                super.onUpdate(before, after);
                if (before == after) {
                    failOnTheFirst(failing, after.getMetadata().getName());
                }
            }
        };
        DeterministicScheduler clock = new DeterministicScheduler();
        start(lab, answer, calls, clock);
        awaitAdds(lab, calls, 3);
        clock.advance(PERIOD);
        lab.expect("a round that calls `onUpdate` for the deployments in the cache")
                .because(
                        "in each round, the handler gets all objects of the cache as updates, whether they have changed or "
                                + "not")
                .until(() -> calls.count("resync ") >= 1)
                .otherwise(() -> describeWithoutRound(calls));
        clock.advance(PERIOD);
        lab.expect("more rounds after the handler has failed on a deployment")
                .because("an executor never runs a task again after an exception: catch the exception of the handler")
                .until(() -> calls.count("resync " + failing.get()) >= 2)
                .otherwise(() -> "there was only one round");
        lab.expect("at least two rounds for the two deployments on which the handler does not fail")
                .because(
                        "if the handler fails on one deployment, it must still get the others: catch the exception for each "
                                + "deployment, not for the whole round")
                .until(() -> othersWithTwoRounds(calls, failing.get()) == 2)
                .otherwise(
                        () -> "the handler did not get both of them twice; it got the one on which it fails again and "
                                + "again");
        lab.expect("one list and one watch of deployments for all rounds together")
                .because(
                        "a round reads the cache; if you list again in each round, you do not need a watch, and the API server "
                                + "has much more work")
                .now(() -> lab.wire().lists("deployments").size() == 1
                        && lab.wire().watches("deployments").size() == 1)
                .otherwise(() -> lab.wire().lists("deployments").size() > 1
                        ? "your code listed more than once"
                        : WireDescription.of(lab.wire()));
        ReferenceInformers.expectOnlyItsNamespace(lab);
    }

    private static void failOnTheFirst(AtomicReference<String> failing, String name) {
        failing.compareAndSet(null, name);
        if (failing.get().equals(name)) {
            throw new UnsupportedOperationException("this handler fails on " + failing);
        }
    }

    private static String describeWithoutRound(RecordingEventHandler<V1Deployment> calls) {
        return calls.count("add ") > 3
                ? "the rounds called `onAdd` for deployments that had been added already: "
                        + calls.all().stream()
                                .filter(call -> call.startsWith("add "))
                                .distinct()
                                .sorted()
                                .toList()
                        + ", again and again"
                : "the calls of the handler were " + calls.all();
    }

    private static long othersWithTwoRounds(RecordingEventHandler<V1Deployment> calls, String failing) {
        return List.of("api", "cart", "web").stream()
                .filter(name -> !name.equals(failing) && calls.count("resync " + name) >= 2)
                .count();
    }

    @Step(value = 8, order = 4)
    void passesOnEventsAtOnceAndRunsRoundsAfterThePeriod(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 0);
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler");
        DeterministicScheduler clock = new DeterministicScheduler();
        start(lab, answer, calls, clock);
        lab.expect("`onAdd` for web after the list of the informer, an hour before the first round")
                .because(
                        "the handler needs the events and the rounds; with the rounds only, it gets each change much later, "
                                + "and never gets a deletion")
                .until(() -> calls.count("add web") == 1)
                .otherwise(() -> "the calls of the handler were " + calls.all());
        clock.advance(ALMOST_A_PERIOD);
        lab.expect("no round before the period of one hour is over")
                .because(
                        "a round at the start comes while the informer fills its cache, and calls `onUpdate` for objects that "
                                + "were added a moment ago")
                .now(() -> calls.count("resync ") == 0)
                .otherwise(() -> "there was one, and the calls were " + calls.all());
        clock.advance(PERIOD.minus(ALMOST_A_PERIOD));
        expectRounds(lab, calls, 1, "after one hour");
        clock.advance(ALMOST_A_PERIOD);
        expectRounds(lab, calls, 1, "after one hour and 59 minutes");
        clock.advance(PERIOD.multipliedBy(10));
        expectRounds(lab, calls, 11, "after 11 hours and 59 minutes");
        lab.expect("a `clock` that still works, because the caller shuts it down")
                .because(
                        "an executor runs nothing any more after it was shut down, and the caller may have other tasks on it")
                .now(() -> !clock.isShutdown())
                .otherwise(() -> "your code shut it down");
    }

    private static void expectRounds(Lab lab, RecordingEventHandler<V1Deployment> calls, int rounds, String when)
            throws Exception {
        lab.expect("one round in each hour, and so " + rounds + (rounds == 1 ? " round " : " rounds ") + when)
                .because("`period` is the time before the first round, and between two rounds; `clock` measures it")
                .until(() -> calls.count("resync web") == rounds)
                .otherwise(() -> "the number of rounds was " + calls.count("resync web"));
    }

    @Step(value = 8, order = 5)
    void passesTheCacheAsItIsNow(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("gone", 0);
        lab.cluster().createDeployment("web", 0);
        Queue<V1Deployment> rounds = new ConcurrentLinkedQueue<>();
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler") {
            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                super.onUpdate(before, after);
                if (before == after) {
                    rounds.add(after);
                }
            }
        };
        DeterministicScheduler clock = new DeterministicScheduler();
        SharedIndexInformer<V1Deployment> informer = start(lab, answer, calls, clock);
        awaitAdds(lab, calls, 2);
        clock.advance(PERIOD);
        lab.cluster().deleteDeployment("gone");
        lab.cluster().labelDeployment("web", "team", "shop");
        lab.cluster().createDeployment("new", 0);
        lab.expect("`onDelete` for gone, `onUpdate` for web and `onAdd` for new, without a round")
                .because("the handler gets each event of the informer at once, and the rounds besides")
                .until(() -> calls.count("delete gone") == 1
                        && calls.count("update web") >= 1
                        && calls.count("add new") == 1
                        && isLabelled(informer.getIndexer().getByKey(lab.namespace() + "/web")))
                .otherwise(() -> "the calls of the handler were " + calls.all());
        rounds.clear();
        clock.advance(PERIOD);
        lab.expect("the deployments [new, web] in the next round, as they are in the cache now")
                .because(
                        "each round reads the cache again; a copy from an earlier moment brings back what is gone, and does "
                                + "not contain what is new")
                .until(() -> names(rounds).equals(List.of("new", "web"))
                        && rounds.stream()
                                .filter(deployment ->
                                        deployment.getMetadata().getName().equals("web"))
                                .allMatch(RoundChecks::isLabelled))
                .otherwise(() -> names(rounds).equals(List.of("new", "web"))
                        ? "the round contained web without its new label"
                        : "the round contained " + names(rounds));
    }

    private static boolean isLabelled(V1Deployment deployment) {
        return deployment.getMetadata().getLabels().containsKey("team");
    }

    private static List<String> names(Queue<V1Deployment> deployments) {
        return deployments.stream()
                .map(deployment -> deployment.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static void awaitAdds(Lab lab, RecordingEventHandler<V1Deployment> calls, int number) throws Exception {
        lab.expect("`onAdd` for each of the " + number + " deployments that exist")
                .because("the handler needs the events and the rounds")
                .until(() -> calls.count("add ") == number)
                .otherwise(() -> "the calls of the handler were " + calls.all());
    }

    private static SharedIndexInformer<V1Deployment> start(
            Lab lab, InformerLesson answer, RecordingEventHandler<V1Deployment> calls, DeterministicScheduler clock)
            throws Exception {
        AtomicReference<SharedIndexInformer<V1Deployment>> informer = new AtomicReference<>();
        ResyncChecks.started(lab, answer, calls, PERIOD, informer, clock);
        return informer.get();
    }
}
