package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Step 5: the work for one key. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class SyncChecks {

    static final String LINE = "Sync/Add/Update for Deployment ";

    static final String EXPLAIN_REPLICAS =
            "print the replicas of the spec, which is the number that somebody asked for; the status shows what runs now";

    @Step(value = 5, order = 1)
    void printsTheDeploymentInTheCache(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        V1Deployment cached = deployment("shop", "web", 3);
        cache.add(cached);
        cache.add(deployment("bank", "web", 7));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        expectOnlyLine(lab, LINE + "web, Replicas: 3", "for the key `shop/web`");
        lab.expect("the deployment in the cache to be as before")
                .because(
                        "the object belongs to the cache, and all workers and handlers read it; make a copy if you want to"
                                + " change it")
                .now(() -> cached.equals(deployment("shop", "web", 3)))
                .otherwise(() -> "your code changed it");
        cache.update(deployment("shop", "web", 5));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        lab.expect("the line `" + LINE + "web, Replicas: 5` after the deployment was scaled to 5")
                .because("the key only shows which deployment it is; read its current state from the cache")
                .now(() -> lab.output().has(LINE + "web, Replicas: 5"))
                .otherwise(() -> lab.output().describe());
        answer.syncToStdout(cache, "bank/web", Duration.ZERO);
        lab.expect("the line `" + LINE + "web, Replicas: 7` for the key `bank/web`, with `shop/web` in the same cache")
                .because("each namespace may have a deployment `web`, so ask the cache for the whole key")
                .now(() -> lab.output().has(LINE + "web, Replicas: 7"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 5, order = 2)
    void readsTheStateFromTheCacheAndNotFromTheEvent(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 5));
        // This call comes first, so that the TODO of this step comes before the TODO of step 2.
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        answer.enqueueKeys(RecordingQueue.fast(lab)).onAdd(deployment("shop", "web", 1));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        lab.expect("the line `" + LINE
                        + "web, Replicas: 5` a second time: the event had 1 replica, and the cache has 5 now")
                .because("the state in an event may be old when the work begins; read the current state from the cache")
                .now(() -> lab.output().count(LINE + "web, Replicas: 5") == 2)
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 5, order = 3)
    void printsThatADeploymentDoesNotExistAnymore(Lab lab, QueueLesson answer) throws Exception {
        String failure = failure(answer, new Cache<>(), "shop/web");
        lab.expect("no exception for a key that the cache does not have")
                .because(
                        "a deployment that is gone is a normal result, not a failure; another attempt would find the same")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        expectOnlyLine(lab, "Deployment shop/web does not exist anymore", "for a key that the cache does not have");
        String ofTest = failure(answer, new Cache<>(), "shop/test-deployment");
        lab.expect("no exception for `shop/test-deployment` after somebody has deleted it")
                .because("only a deployment that exists can fail; this one is gone, which is a normal result")
                .now(ofTest::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + ofTest + "`");
    }

    @Step(value = 5, order = 4)
    void printsADeploymentThatIsBeingDeleted(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        V1Deployment terminating = deployment("shop", "web", 3);
        terminating.getMetadata().setDeletionTimestamp(OffsetDateTime.parse("2026-01-02T03:04:05Z"));
        cache.add(terminating);
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        lab.expect("the line `" + LINE + "web, Replicas: 3` for a deployment that has a deletion timestamp")
                .because("it is still in the cache: a finalizer may hold it for hours")
                .now(() -> lab.output().has(LINE + "web, Replicas: 3"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 5, order = 5)
    void worksWhileTheInformerChangesTheCache(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>() {
            @Override
            public V1Deployment getByKey(String key) {
                V1Deployment found = super.getByKey(key);
                if (found != null) {
                    delete(found);
                }
                return found;
            }
        };
        cache.add(deployment("shop", "web", 3));
        String failure = failure(answer, cache, "shop/web");
        lab.expect("no exception if the informer deletes `shop/web` from the cache just after your code has read it")
                .because(
                        "the informer changes the cache on its own thread; read the deployment once, and use this object")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        lab.expect("one line for `shop/web`")
                .now(() -> lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 5, order = 6)
    void readsTheCacheOfAnInformer(Lab lab, QueueLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 2);
        Indexer<V1Deployment> indexer = Deployments.cacheWith(lab, "web");
        String key = lab.namespace() + "/web";
        answer.syncToStdout(indexer, key, Duration.ZERO);
        expectOnlyLine(lab, LINE + "web, Replicas: 2", "for a deployment in the cluster with two replicas");
        lab.cluster().deleteDeployment("web");
        lab.expect("the informer of the check to get the deletion")
                .until(() -> indexer.getByKey(key) == null)
                .otherwise(() -> "it did not");
        answer.syncToStdout(indexer, key, Duration.ZERO);
        lab.expect("the line `Deployment " + key + " does not exist anymore` after its deletion")
                .now(() -> lab.output().has("Deployment " + key + " does not exist anymore"))
                .otherwise(() -> lab.output().describe());
    }

    /** Returns the message of the failure, or an empty text after a success. */
    static String failure(QueueLesson answer, Cache<V1Deployment> cache, String key) {
        return failure(answer, cache, key, Duration.ZERO);
    }

    static String failure(QueueLesson answer, Cache<V1Deployment> cache, String key, Duration pause) {
        try {
            answer.syncToStdout(cache, key, pause);
            return "";
        } catch (Exception expected) {
            return "" + expected.getMessage();
        }
    }

    private static void expectOnlyLine(Lab lab, String line, String when) throws Exception {
        lab.expect("the line `" + line + "` and no other, " + when)
                .because(() -> whyLine(line, lab.output().lines()))
                .now(() -> lab.output().has(line) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
    }

    private static String whyLine(String line, List<String> printed) {
        if (!line.startsWith(LINE)) {
            return "print the whole key, because two namespaces may each have a deployment with this name";
        }
        if (printed.stream().anyMatch(other -> other.startsWith(LINE + "web, Replicas: "))) {
            return EXPLAIN_REPLICAS;
        }
        return "the line has the name of the deployment, without the namespace, and the replicas of its spec";
    }
}
