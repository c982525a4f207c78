package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;

/** Step 2: from events to keys. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class EnqueueChecks {

    @Step(2)
    void putsTheKeyOfANewDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        handler(lab, answer, queue).onAdd(deployment("shop", "web", 1));
        expectKey(lab, queue, "shop/web", "onAdd, for the deployment web in the namespace shop");
    }

    @Step(2)
    void putsTheKeyOfAChangedDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        handler.onUpdate(deployment("shop", "web", 1), deployment("shop", "web", 2));
        expectKey(lab, queue, "shop/web", "onUpdate, for the deployment web in the namespace shop");
        V1Deployment ready = deployment("shop", "web", 2);
        ready.getStatus().setReadyReplicas(2);
        ready.getMetadata().setResourceVersion("4720");
        handler.onUpdate(deployment("shop", "web", 2), ready);
        expectKey(lab, queue, "shop/web", "onUpdate with the same spec, when the copies of web have become ready");
    }

    @Step(2)
    void putsTheKeyOfADeletedDeploymentIntoTheQueue(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        handler.onDelete(deployment("shop", "web", 1), false);
        expectKey(lab, queue, "shop/web", "onDelete, for the deployment web in the namespace shop");
        handler.onDelete(deployment("shop", "api", 1), true);
        expectKey(lab, queue, "shop/api", "onDelete with an unknown final state, for the deployment api");
    }

    @Step(2)
    void countsAnEventAsNoFailure(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        V1Deployment web = deployment("shop", "web", 1);
        handler.onAdd(web);
        handler.onUpdate(web, web);
        handler.onDelete(web, false);
        lab.expect("no requeue of `shop/web` to be counted after three events")
                .because("addRateLimited is for what failed: it counts a failure, and lets the key wait. News about a "
                        + "deployment goes in with add")
                .now(() -> queue.numRequeues("shop/web") == 0)
                .otherwise(queue::describe);
        List<String> keys = queue.takeAll();
        lab.expect("the key `shop/web` once in the queue after three events")
                .because(
                        "a queue holds a key once, however often it is added: one look at the cache answers all events")
                .now(() -> keys.equals(List.of("shop/web")))
                .otherwise(queue::describe);
    }

    @Step(2)
    void hearsOfDeploymentsThroughAnInformer(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        ResourceEventHandler<V1Deployment> handler = handler(lab, answer, queue);
        Indexer<V1Deployment> indexer = Deployments.informer(lab, handler).getIndexer();
        String key = lab.namespace() + "/web";
        lab.cluster().createDeployment("web", 0);
        lab.expect("the key `" + key + "` in the queue, for a deployment that was just created on the cluster")
                .until(() -> queue.length() > 0)
                .otherwise(queue::describe);
        List<String> keys = queue.takeAll();
        lab.expect("no other key in the queue than `" + key + "`")
                .because("a key is namespace/name, and only what there is news of goes in")
                .now(() -> keys.stream().allMatch(key::equals))
                .otherwise(queue::describe);
        lab.cluster().deleteDeployment("web");
        lab.expect("the key `" + key + "` in the queue again, for the deletion of the deployment")
                .until(() -> indexer.getByKey(key) == null && queue.length() > 0)
                .otherwise(queue::describe);
    }

    private static ResourceEventHandler<V1Deployment> handler(Lab lab, QueueLesson answer, RecordingQueue queue)
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
            return "an event is no failure: its key goes in with add, at once, and nothing is counted against it";
        }
        if (uses.contains("class V1Deployment") || uses.contains("{")) {
            return "that is the object, not its key: each change of it is another entry, and old by the time a worker has"
                    + " it. A key only names the deployment; the cache knows how it is";
        }
        if (uses.contains("471")) {
            return "a key with a version in it is another key after each change: nothing is merged in the queue, and the"
                    + " cache has nothing under it";
        }
        if (uses.contains("7d3e-")) {
            return "a uid names an object for ever, but the cache has nothing under it: it is asked for namespace/name";
        }
        if (uses.contains("(\"" + name + "\")")) {
            return "a key is namespace/name: two namespaces may each have a deployment with the same name";
        }
        return "a key is namespace/name, and one event puts in one key: that is what the cache is asked for";
    }

    private static String whyNothing(String event) {
        if (event.contains("unknown final state")) {
            return "the informer missed the event itself and found out by comparing; gone is gone, and there may be"
                    + " something to tidy up";
        }
        if (event.startsWith("onDelete")) {
            return "a deletion is work too: what was made for the deployment stays for ever if no worker hears of it";
        }
        if (event.contains("the same spec")) {
            return "the spec is only what was asked for. Labels, the status and the mark of a deletion change without it;"
                    + " whether there is something to do, the worker finds out";
        }
        return "no worker hears of what is not in the queue";
    }

    private static void expectKey(Lab lab, RecordingQueue queue, String key, String event) throws Exception {
        List<String> keys = queue.takeAll();
        lab.expect("the key `" + key + "` in the queue after " + event)
                .because(why(queue, key, event))
                .now(() -> keys.equals(List.of(key)))
                .otherwise(queue::describe);
        queue.fresh();
    }
}
