package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.OffsetDateTime;
import java.util.List;

/** Step 2: from events to keys. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class EnqueueChecks {

    @Step(value = 2, order = 1)
    void putsTheKeyOfANewDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        handler(lab, answer, queue).onAdd(deployment("shop", "web", 1));
        expectKey(lab, queue, "shop/web", "onAdd, for the deployment web in the namespace shop");
    }

    @Step(value = 2, order = 2)
    void putsTheKeyOfAChangedDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        handler.onUpdate(deployment("shop", "web", 1), deployment("shop", "web", 2));
        expectKey(lab, queue, "shop/web", "onUpdate, for the deployment web in the namespace shop");
        V1Deployment ready = deployment("shop", "web", 2);
        ready.getStatus().setReadyReplicas(2);
        ready.getMetadata().setResourceVersion("4720");
        handler.onUpdate(deployment("shop", "web", 2), ready);
        expectKey(lab, queue, "shop/web", "onUpdate with the same spec, because the pods of web have become ready");
        V1Deployment terminating = deployment("shop", "web", 2);
        terminating.getMetadata().setDeletionTimestamp(OffsetDateTime.parse("2026-01-02T03:04:05Z"));
        handler.onUpdate(ready, terminating);
        expectKey(lab, queue, "shop/web", "onUpdate with the same spec, because somebody wants to delete web");
    }

    @Step(value = 2, order = 3)
    void putsTheKeyOfADeletedDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        handler.onAdd(deployment("shop", "web", 1));
        queue.takeAll();
        queue.clearUses();
        handler.onDelete(deployment("shop", "web", 1), false);
        expectKey(lab, queue, "shop/web", "onDelete, for the deployment web in the namespace shop");
        handler.onDelete(deployment("shop", "api", 1), true);
        expectKey(lab, queue, "shop/api", "onDelete with deletedFinalStateUnknown, for the deployment api");
        handler.onAdd(deployment("shop", "web", 1));
        expectKey(lab, queue, "shop/web", "onAdd, for a deployment that was deleted and created again");
    }

    @Step(value = 2, order = 4)
    void putsKeysOfAnInformerIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        Indexer<V1Deployment> indexer = Deployments.informer(lab, handler).getIndexer();
        String key = lab.namespace() + "/web";
        lab.cluster().createDeployment("web", 0);
        lab.expect("the key `" + key + "` in the queue, for a deployment that was just created in the cluster")
                .until(() -> queue.length() > 0)
                .otherwise(queue::describe);
        List<String> keys = queue.takeAll();
        lab.expect("only the key `" + key + "` in the queue")
                .because("a key is namespace/name, and each event puts in only the key of its deployment")
                .now(() -> keys.stream().allMatch(key::equals))
                .otherwise(queue::describe);
        lab.cluster().deleteDeployment("web");
        lab.expect("the key `" + key + "` in the queue again, for the deletion of the deployment")
                .until(() -> indexer.getByKey(key) == null && queue.length() > 0)
                .otherwise(queue::describe);
    }

    static ResourceEventHandler<V1Deployment> handler(Lab lab, QueueLesson answer, RecordingQueue queue)
            throws Exception {
        ResourceEventHandler<V1Deployment> handler = answer.enqueueKeys(queue);
        lab.expect("a handler from `enqueueKeys`")
                .now(() -> handler != null)
                .otherwise(() -> "your code returned null");
        return handler;
    }

    private static String why(RecordingQueue queue, String key, String event) {
        String name = key.substring(key.indexOf('/') + 1);
        String uses = String.join(" ", queue.uses());
        if (uses.isEmpty() || !uses.contains("add")) {
            return whyNothing(event);
        }
        if (uses.contains("addRateLimited") || uses.contains("addAfter")) {
            return "an event is not a failure, so put its key in with add, which does not wait and does not count";
        }
        if (uses.contains("class V1Deployment") || uses.contains("{")) {
            return "this is the object, not its key; each change of the object is a new entry in the queue, and the object is"
                    + " already old when a worker gets it. Put in the key, and read the object from the cache later";
        }
        if (uses.contains("471")) {
            return "a key with a version is a different key after each change, so the queue cannot merge them, and the cache"
                    + " has nothing under this key";
        }
        if (uses.contains("7d3e-")) {
            return "the cache has nothing under a uid; its keys are namespace/name";
        }
        if (uses.contains("(\"" + name + "\")")) {
            return "a key is namespace/name, because two namespaces may each have a deployment with the same name";
        }
        return "a key is namespace/name, as in the cache, and one event puts in one key";
    }

    private static String whyNothing(String event) {
        if (event.contains("deletedFinalStateUnknown")) {
            return "the informer missed the deletion and noticed it later, but the deployment is gone all the same";
        }
        if (event.startsWith("onDelete")) {
            return "a deletion causes work too: without the key, no worker learns that the deployment is gone";
        }
        if (event.contains("the same spec")) {
            return "labels, the status and the deletion timestamp change without the spec; put the key in for each event, and"
                    + " let the worker decide whether there is something to do";
        }
        return "no worker works on a deployment whose key is not in the queue";
    }

    private static void expectKey(Lab lab, RecordingQueue queue, String key, String event) throws Exception {
        List<String> keys = queue.takeAll();
        lab.expect("the key `" + key + "` in the queue after " + event)
                .because(why(queue, key, event))
                .now(() -> keys.equals(List.of(key)))
                .otherwise(queue::describe);
        queue.clearUses();
    }
}
