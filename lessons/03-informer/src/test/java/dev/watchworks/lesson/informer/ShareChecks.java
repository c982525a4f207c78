package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Step 6: one informer for many consumers. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ShareChecks {

    /** Much longer than a call of a handler takes. */
    private static final Duration SHORT_TIME = Duration.ofMillis(100);

    private static final String FIRST = "the first consumer";
    private static final String SECOND = "the second consumer";
    private static final String THIRD = "the consumer of another factory";

    @Step(value = 6, order = 1)
    void givesAllConsumersTheEventsOfOneWatch(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> first = new ConcurrentLinkedQueue<>();
        Queue<String> second = new ConcurrentLinkedQueue<>();
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer = answer.share(
                factory,
                lab.client(),
                lab.namespace(),
                List.of(
                        ReferenceInformers.onAdd(lab, FIRST, first::add),
                        ReferenceInformers.onAdd(lab, SECOND, second::add)));
        lab.expect("the shared informer from `share`")
                .now(() -> informer != null)
                .otherwise(() -> "your code returned null");
        factory.startAllRegisteredInformers();
        lab.cluster().createDeployment("web", 1);
        lab.expect("each of the two consumers to get the deployment web")
                .because(() -> first.isEmpty() && second.isEmpty()
                        ? "the caller starts the factory that `share` gets, so an informer of another factory never starts"
                        : "if you ask one factory twice for an informer of the same type, you get two informers, but the "
                                + "factory starts only one of them; ask once, and add all consumers to this informer")
                .until(() -> first.contains("web") && second.contains("web"))
                .otherwise(() -> "the first consumer got " + first + ", and the second got " + second);
        lab.expect("an open watch of deployments")
                .until(() -> ReferenceInformers.openWatches(lab, "deployments") >= 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("one list and one watch of deployments for both consumers")
                .because(
                        "each informer costs the API server a list and a watch, and your program the memory for a cache; "
                                + "another handler costs nothing")
                .untilStable(
                        SHORT_TIME,
                        () -> lab.wire().lists("deployments").size() == 1
                                && lab.wire().watches("deployments").size() == 1)
                .otherwise(() -> "your code sent %d lists and %d watches"
                        .formatted(
                                lab.wire().lists("deployments").size(),
                                lab.wire().watches("deployments").size()));
        ReferenceInformers.expectOnlyItsNamespace(lab);
        lab.expect("each consumer to get web once")
                .because("a handler that you add twice gets each event twice")
                .now(() -> List.copyOf(first).equals(List.of("web"))
                        && List.copyOf(second).equals(List.of("web")))
                .otherwise(() -> "the first consumer got " + first + ", and the second got " + second);
        factory.stopAllRegisteredInformers();
        RecordingInformerFactory another = ReferenceInformers.factory(lab);
        Queue<String> third = new ConcurrentLinkedQueue<>();
        int lists = lab.wire().lists("deployments").size();
        answer.share(another, lab.client(), lab.namespace(), List.of(ReferenceInformers.onAdd(lab, THIRD, third::add)));
        ReferenceInformers.expectNotStarted(lab, another, "share", lists);
        another.startAllRegisteredInformers();
        lab.expect(
                        "a consumer that shares an informer of another factory to get web, after the first factory was stopped")
                .because("each call of `share` asks the factory that it gets; an informer belongs to one factory")
                .until(() -> third.contains("web"))
                .otherwise(() -> "it got " + third);
    }

    @Step(value = 6, order = 2)
    void passesEveryEventToEachConsumer(Lab lab, InformerLesson answer) throws Exception {
        RecordingEventHandler<V1Deployment> first = new RecordingEventHandler<>(lab, FIRST);
        RecordingEventHandler<V1Deployment> second = new RecordingEventHandler<>(lab, SECOND);
        share(lab, answer, first, second);
        ReferenceInformers.awaitWatch(lab, "deployments");
        lab.cluster().createDeployment("web", 0);
        expectCall(lab, "add web", "`onAdd`", first, second);
        lab.cluster().labelDeployment("web", "team", "shop");
        expectCall(lab, "update web", "`onUpdate`", first, second);
        lab.cluster().deleteDeployment("web");
        expectCall(lab, "delete web", "`onDelete`", first, second);
    }

    private static void expectCall(
            Lab lab,
            String call,
            String method,
            RecordingEventHandler<V1Deployment> first,
            RecordingEventHandler<V1Deployment> second)
            throws Exception {
        lab.expect("a call of " + method + " for web in each of the two consumers")
                .because("a consumer needs all three methods of its handler; without `onDelete`, for example, it keeps "
                        + "what is gone for ever")
                .until(() -> first.count(call) >= 1 && second.count(call) >= 1)
                .otherwise(() -> "the first consumer got the calls " + distinct(first) + ", and the second got "
                        + distinct(second));
    }

    /** The status of a deployment may change several times, so the number of updates says nothing. */
    private static List<String> distinct(RecordingEventHandler<V1Deployment> consumer) {
        return consumer.all().stream().distinct().toList();
    }

    @Step(value = 6, order = 3)
    void doesNotStopOtherConsumersWhenOneThrows(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> attempted = new ConcurrentLinkedQueue<>();
        Queue<String> received = new ConcurrentLinkedQueue<>();
        share(
                lab,
                answer,
                ReferenceInformers.onAdd(lab, "the first consumer, which throws,", name -> {
                    attempted.add(name);
                    throwFor(name);
                }),
                ReferenceInformers.onAdd(lab, SECOND, received::add));
        for (String name : List.of("web", "api", "cart")) {
            lab.cluster().createDeployment(name, 0);
            lab.expect("the second consumer to get the deployment " + name
                            + ", although the first one throws an exception")
                    .because(
                            "add each consumer as a separate handler: each handler has its own thread, and client-java logs its "
                                    + "exceptions")
                    .until(() -> received.contains(name))
                    .otherwise(() -> "it got " + received);
        }
        lab.expect("the first consumer to get each deployment too, although it has thrown an exception before")
                .because(
                        "an exception may concern one object only; a consumer that gets nothing after it misses all others")
                .until(() -> List.copyOf(attempted).equals(List.of("web", "api", "cart")))
                .otherwise(() -> "it got " + attempted);
    }

    /** Throws an exception for one deployment, and an error for another: a handler may throw both. */
    private static void throwFor(String name) {
        if (name.equals("api")) {
            throw new NoClassDefFoundError("this consumer always throws");
        }
        throw new UnsupportedOperationException("this consumer always throws");
    }

    @Step(value = 6, order = 4)
    void doesNotStopOtherConsumersWhenOneBlocks(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        Queue<String> received = new ConcurrentLinkedQueue<>();
        CountDownLatch answered = new CountDownLatch(1);
        ResourceEventHandler<V1Deployment> blocking =
                ReferenceInformers.onAdd(lab, "the first consumer, which waits,", name -> {
                    begun.add(name);
                    await(answered);
                });
        share(lab, answer, blocking, ReferenceInformers.onAdd(lab, SECOND, received::add));
        lab.atEnd(answered::countDown);
        lab.cluster().createDeployment("web", 1);
        lab.expect("the second consumer to get the deployment web, while the first one blocks")
                .because(
                        "if one handler calls all consumers in turn, each consumer waits for the ones before it; add each "
                                + "consumer as a separate handler, because each handler has its own thread and its own queue")
                .until(() -> received.contains("web"))
                .otherwise(() -> "it got " + received + ", and the first one still works on web");
        List<String> further = List.of("api", "cart", "db");
        for (String name : further) {
            lab.cluster().createDeployment(name, 1);
        }
        lab.expect("the second consumer to get " + further + " too, while the first one still works on web")
                .because("a consumer gets every event; a queue that is full must not drop one")
                .until(() -> received.containsAll(further))
                .otherwise(() -> "it got " + received);
        // Each handler has its own thread. On a busy machine, the thread of the first one may begin later.
        lab.expect("the first consumer to get the deployment web")
                .until(() -> begun.contains("web"))
                .otherwise(() -> "it got " + begun);
        lab.expect("the first consumer to get only web, because it still works on web")
                .because(
                        "a consumer must get one event after the other, in their order; threads of a pool may call it for "
                                + "several events at once, and a deletion may come before the addition")
                .during(SHORT_TIME, () -> List.copyOf(begun).equals(List.of("web")))
                .otherwise(() -> "it got several events at once");
        answered.countDown();
        lab.expect("the first consumer to get " + further + " too, in this order, when it no longer blocks")
                .because("a consumer that is slow for a while gets the events later; none is lost")
                .until(() -> List.copyOf(begun).equals(List.of("web", "api", "cart", "db")))
                .otherwise(() -> "it got " + begun);
    }

    @SafeVarargs
    private static SharedIndexInformer<V1Deployment> share(
            Lab lab, InformerLesson answer, ResourceEventHandler<V1Deployment>... consumers) {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer =
                answer.share(factory, lab.client(), lab.namespace(), List.of(consumers));
        factory.startAllRegisteredInformers();
        return informer;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
