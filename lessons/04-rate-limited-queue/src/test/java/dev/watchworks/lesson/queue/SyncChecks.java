package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Step 5: the work for one key. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class SyncChecks {

    private static final String LINE = "Sync/Add/Update for Deployment ";

    private static final String EXPLAIN_REPLICAS =
            "print the replicas of the spec, which is the number that somebody asked for; the status shows what runs now";

    @Step(5)
    void printsTheDeploymentInTheCache(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 3));
        cache.add(deployment("bank", "web", 7));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        expectOnlyLine(lab, LINE + "web, Replicas: 3", "for the key `shop/web`");
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

    @Step(5)
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

    @Step(5)
    void printsThatADeploymentDoesNotExistAnymore(Lab lab, QueueLesson answer) throws Exception {
        String failure = failure(answer, new Cache<>(), "shop/web");
        lab.expect("no exception for a key that the cache does not have")
                .because(
                        "a deployment that is gone is a normal result, not a failure; another attempt would find the same")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        expectOnlyLine(lab, "Deployment shop/web does not exist anymore", "for a key that the cache does not have");
    }

    @Step(5)
    void failsForTestDeploymentEachTime(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = attempt;
            String message = failure(answer, cache, "shop/test-deployment");
            lab.expect("attempt " + number + " at `shop/test-deployment` to fail with the message "
                            + "`simulated error for deployment test-deployment`")
                    .because("this deployment is an example of work that never succeeds, in any namespace")
                    .now(() -> message.equals("simulated error for deployment test-deployment"))
                    .otherwise(() -> message.isEmpty() ? "it did not fail" : "its message was `" + message + "`");
            lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before each failure")
                    .because(() -> lab.output().has(LINE + "test-deployment, Replicas: 11")
                            ? EXPLAIN_REPLICAS
                            : "print the line before the failure, because it helps people to find the failure")
                    .now(() -> lab.output().count(LINE + "test-deployment, Replicas: 1") == number)
                    .otherwise(() -> lab.output().describe());
        }
    }

    @Step(5)
    void pausesBeforeItFails(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        long before = System.nanoTime();
        failure(answer, cache, "shop/test-deployment", Duration.ofMillis(300));
        long took = Duration.ofNanos(System.nanoTime() - before).toMillis();
        lab.expect("a pause of 300 ms before the failure, as in the parameter")
                .because("the pause is an example of work that takes some time")
                .now(() -> took >= 295)
                .otherwise(() -> "it failed after " + took + " ms");
        BackgroundTask unpaused =
                lab.start("sync", () -> failure(answer, cache, "shop/test-deployment", Duration.ZERO));
        lab.expect("no pause if the parameter is zero")
                .within(Duration.ofMillis(1900))
                .until(() -> !unpaused.isRunning())
                .otherwise(() -> "your code had not returned after 1.9 seconds");
    }

    @Step(5)
    void doesNotFailOrPauseForOtherDeployments(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 1));
        cache.add(deployment("shop", "test-deployment-of-the-shop", 1));
        BackgroundTask web = lab.start("sync", () -> answer.syncToStdout(cache, "shop/web", Duration.ofHours(1)));
        lab.expect("no pause for `shop/web`, with a parameter of an hour")
                .within(Duration.ofSeconds(2))
                .because("only `test-deployment` pauses; a pause for every deployment makes the whole controller slow")
                .until(() -> !web.isRunning())
                .otherwise(() -> "your code had not returned after two seconds");
        String failure = failure(answer, cache, "shop/test-deployment-of-the-shop");
        lab.expect("no failure for `shop/test-deployment-of-the-shop`")
                .because("its name only begins with `test-deployment`; it is another deployment, and its work succeeds")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        lab.expect("the line `" + LINE + "test-deployment-of-the-shop, Replicas: 1`, as for any other deployment")
                .because("its name only begins with `test-deployment`; it is another deployment")
                .now(() -> lab.output().has(LINE + "test-deployment-of-the-shop, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(5)
    void endsThePauseAfterAnInterrupt(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        AtomicBoolean interruptKept = new AtomicBoolean();
        BackgroundTask pausing = lab.start("sync", () -> interruptKept.set(keepsTheInterrupt(answer, cache)));
        lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before a pause of an hour")
                .because(EXPLAIN_REPLICAS)
                .until(() -> lab.output().has(LINE + "test-deployment, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
        pausing.stop();
        lab.expect("an interrupt to end the pause of an hour")
                .because("an interrupt asks the worker to stop, and nobody wants to wait for the rest of the pause")
                .until(() -> !pausing.isRunning())
                .otherwise(() -> "your code had not returned after five seconds");
        lab.expect("an InterruptedException, or the interrupt flag of the thread set again")
                .because("if the work swallows the interrupt, nobody can stop this worker")
                .now(interruptKept::get)
                .otherwise(() -> "the interrupt was lost, and your code failed as after a whole pause");
    }

    private static boolean keepsTheInterrupt(QueueLesson answer, Cache<V1Deployment> cache) {
        try {
            answer.syncToStdout(cache, "shop/test-deployment", Duration.ofHours(1));
        } catch (InterruptedException thrown) {
            return true;
        } catch (Exception failed) {
            return Thread.currentThread().isInterrupted();
        }
        return Thread.currentThread().isInterrupted();
    }

    @Step(5)
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
    private static String failure(QueueLesson answer, Cache<V1Deployment> cache, String key) {
        return failure(answer, cache, key, Duration.ZERO);
    }

    private static String failure(QueueLesson answer, Cache<V1Deployment> cache, String key, Duration pause) {
        try {
            answer.syncToStdout(cache, key, pause);
            return "";
        } catch (Exception expected) {
            return "" + expected.getMessage();
        }
    }

    private static void expectOnlyLine(Lab lab, String line, String when) throws Exception {
        lab.expect("the line `" + line + "` " + when)
                .because(
                        line.startsWith(LINE)
                                ? EXPLAIN_REPLICAS
                                : "print the whole key, because two namespaces may each have a deployment with this name")
                .now(() -> lab.output().has(line) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
    }
}
