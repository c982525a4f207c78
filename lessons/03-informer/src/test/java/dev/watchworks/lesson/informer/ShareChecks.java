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

    /** Many times what it takes to call a handler. */
    private static final Duration A_WHILE = Duration.ofMillis(100);

    private static final String FIRST = "the first consumer";
    private static final String SECOND = "the second consumer";

    @Step(6)
    void givesAllConsumersTheEventsOfOneWatch(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> first = new ConcurrentLinkedQueue<>();
        Queue<String> second = new ConcurrentLinkedQueue<>();
        SharedIndexInformer<V1Deployment> informer = share(
                lab,
                answer,
                ReferenceInformers.onAdd(lab, FIRST, first::add),
                ReferenceInformers.onAdd(lab, SECOND, second::add));
        lab.expect("the shared informer from `share`")
                .now(() -> informer != null)
                .otherwise(() -> "your code returned null");
        lab.cluster().createDeployment("web", 1);
        lab.expect("each of the two consumers to hear of the deployment web once")
                .because(
                        "a factory keeps one informer of a type: asked for a second one, it forgets the first, which is never "
                                + "started, without a word. Ask once, and give that informer each consumer")
                .until(() -> first.contains("web") && second.contains("web"))
                .otherwise(() -> "the first heard of " + first + ", the second of " + second);
        lab.expect("an open watch of deployments")
                .until(() -> ReferenceInformers.openWatches(lab, "deployments") >= 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("one list and one watch of deployments for both consumers")
                .because(
                        "an informer for each consumer costs the API server a list, a watch and memory for each, and sends "
                                + "you everything once more; handlers cost it nothing")
                .untilStable(
                        A_WHILE,
                        () -> lab.wire().lists("deployments").size() == 1
                                && lab.wire().watches("deployments").size() == 1)
                .otherwise(() -> "the wire saw %d lists and %d watches"
                        .formatted(
                                lab.wire().lists("deployments").size(),
                                lab.wire().watches("deployments").size()));
        lab.expect("each consumer to hear of web once")
                .because("a handler that is added twice is called twice")
                .now(() -> List.copyOf(first).equals(List.of("web"))
                        && List.copyOf(second).equals(List.of("web")))
                .otherwise(() -> "the first heard of " + first + ", the second of " + second);
    }

    @Step(6)
    void keepsAConsumerThatThrowsFromTheOthers(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        share(
                lab,
                answer,
                ReferenceInformers.onAdd(lab, "the first consumer, which throws,", name -> {
                    throw new IllegalStateException("this consumer always throws");
                }),
                ReferenceInformers.onAdd(lab, SECOND, heard::add));
        lab.cluster().createDeployment("web", 1);
        lab.expect("the second consumer to hear of the deployment web, although the first one throws")
                .because("as handlers of their own, each has its own thread; client-java logs what one throws")
                .until(() -> heard.contains("web"))
                .otherwise(() -> "it heard of " + heard);
    }

    @Step(6)
    void keepsAConsumerThatBlocksFromTheOthers(Lab lab, InformerLesson answer) throws Exception {
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch answered = new CountDownLatch(1);
        ResourceEventHandler<V1Deployment> blocking =
                ReferenceInformers.onAdd(lab, "the first consumer, which waits,", name -> {
                    begun.add(name);
                    await(answered);
                });
        share(lab, answer, blocking, ReferenceInformers.onAdd(lab, SECOND, heard::add));
        lab.atEnd(answered::countDown);
        lab.cluster().createDeployment("web", 1);
        lab.expect("the second consumer to hear of the deployment web, while the first one waits for something")
                .because(
                        "one handler that calls all consumers in turn makes each wait for those before it; as handlers of "
                                + "their own, each has its own thread and its own queue")
                .until(() -> heard.contains("web"))
                .otherwise(() -> "it heard of " + heard + ", and the first one is not done with web yet");
        List<String> further = List.of("api", "cart", "db");
        for (String name : further) {
            lab.cluster().createDeployment(name, 1);
        }
        lab.expect("the second consumer to hear of " + further
                        + ", too, and the first one of web alone: it is not done with web")
                .because(
                        "a consumer gets one event after the other, in their order. Threads from a pool call it for several "
                                + "at once, and a deletion may overtake the addition before it")
                .untilStable(
                        A_WHILE,
                        () -> heard.containsAll(further) && List.copyOf(begun).equals(List.of("web")))
                .otherwise(() -> begun.size() > 1
                        ? "the first one was called for several at once"
                        : "the second heard of " + heard);
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
