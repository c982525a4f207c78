package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;

/** Step 2: an event puts in a key, and does nothing else. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class EventIsNoFailureChecks {

    private static final String KEY = "shop/web";

    @Step(value = 2, order = 5)
    void doesNotCountAnEventAsAFailure(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = EnqueueChecks.handler(lab, answer, queue);
        V1Deployment web = deployment("shop", "web", 1);
        handler.onAdd(web);
        handler.onUpdate(web, web);
        handler.onDelete(web, false);
        lab.expect("numRequeues to be 0 for `shop/web` after three events")
                .because("addRateLimited counts a failure and lets the key wait; an event is not a failure, so use add")
                .now(() -> queue.numRequeues("shop/web") == 0)
                .otherwise(queue::describe);
        List<String> keys = queue.takeAll();
        lab.expect("the key `shop/web` once in the queue after three events")
                .because(
                        "a key waits in the queue once, however often you add it; one look at the cache is enough for all "
                                + "events")
                .now(() -> keys.equals(List.of("shop/web")))
                .otherwise(queue::describe);
    }

    @Step(value = 2, order = 6)
    void leavesTheFailuresOfAKeyAlone(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        ResourceEventHandler<V1Deployment> handler = EnqueueChecks.handler(lab, answer, queue);
        V1Deployment web = deployment("shop", "web", 1);
        queue.requeue(KEY, 3);
        handler.onAdd(web);
        expectOnlyAdd(lab, queue, "onAdd");
        handler.onUpdate(web, deployment("shop", "web", 2));
        expectOnlyAdd(lab, queue, "onUpdate");
        handler.onDelete(web, false);
        expectOnlyAdd(lab, queue, "onDelete");
    }

    private static void expectOnlyAdd(Lab lab, RecordingQueue queue, String method) throws Exception {
        lab.expect("numRequeues still to be 3 after " + method + ", for a key that failed three times")
                .because(
                        method.equals("onDelete")
                                ? "the work for the deletion may fail too; `handleErr` forgets the failures, in step 7"
                                : "a deployment that fails also changes its status, and each change is an event; if events"
                                        + " clear the failures, the key is tried for ever")
                .now(() -> queue.numRequeues(KEY) == 3)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        lab.expect("no call of `done` from " + method)
                .because("the handler only puts the key in; a worker takes it out, and calls `done`")
                .now(() -> queue.uses().stream().noneMatch(use -> use.startsWith("done")))
                .otherwise(queue::describe);
        queue.clearUses();
    }

    @Step(value = 2, order = 7)
    void putsTheKeyIntoTheQueueOfItsHandler(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue first = RecordingQueue.fast(lab);
        RecordingQueue second = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = EnqueueChecks.handler(lab, answer, first);
        EnqueueChecks.handler(lab, answer, second);
        handler.onAdd(deployment("shop", "web", 1));
        lab.expect("the key `shop/web` in the queue that `enqueueKeys` got when it made this handler")
                .because("each handler puts its keys into its own queue: the one of the parameter")
                .now(() -> first.length() == 1 && second.length() == 0)
                .otherwise(() -> second.length() == 0
                        ? "the key is in no queue"
                        : "the key is in the queue of a handler that was made later");
    }
}
