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

    private static final String SPEC =
            "the replicas are those of the spec, which says what is asked for; the status says what runs at the moment";

    @Step(5)
    void printsWhatTheCacheHasUnderTheKey(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 3));
        cache.add(deployment("bank", "web", 7));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        expectOnly(lab, LINE + "web, Replicas: 3", "for the key `shop/web`");
        cache.update(deployment("shop", "web", 5));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        lab.expect("the line `" + LINE + "web, Replicas: 5` after the deployment was scaled to 5")
                .because("a key says only which deployment; how it is now, the cache knows")
                .now(() -> lab.output().has(LINE + "web, Replicas: 5"))
                .otherwise(() -> lab.output().describe());
        answer.syncToStdout(cache, "bank/web", Duration.ZERO);
        lab.expect("the line `" + LINE
                        + "web, Replicas: 7` for the key `bank/web`, beside `shop/web` in the same cache")
                .because("each namespace may have a `web`: the cache finds the right one by the whole key, and at once")
                .now(() -> lab.output().has(LINE + "web, Replicas: 7"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(5)
    void readsTheLatestStateAndNotTheEvents(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 5));
        // before anything else, so that this step's own marker comes first
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        answer.enqueueKeys(RecordingQueue.fast(lab)).onAdd(deployment("shop", "web", 1));
        answer.syncToStdout(cache, "shop/web", Duration.ZERO);
        lab.expect("the line `" + LINE
                        + "web, Replicas: 5` a second time: an event told of 1 replica, and by now the cache"
                        + " has 5")
                .because("an event is a reason to look, not what is seen: by the time of the work it may be old")
                .now(() -> lab.output().count(LINE + "web, Replicas: 5") == 2)
                .otherwise(() -> lab.output().describe());
    }

    @Step(5)
    void saysThatADeploymentDoesNotExistAnymore(Lab lab, QueueLesson answer) throws Exception {
        String failure = failure(answer, new Cache<>(), "shop/web");
        lab.expect("no exception for a key that the cache does not have")
                .because(
                        "a deployment that is gone is no failure: it is what the cache says, and trying again finds it gone"
                                + " five times more")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw one, with the message `" + failure + "`");
        expectOnly(lab, "Deployment shop/web does not exist anymore", "for a key that the cache does not have");
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
                    .because("this deployment stands for work that never succeeds")
                    .now(() -> message.equals("simulated error for deployment test-deployment"))
                    .otherwise(() -> message.isEmpty() ? "it did not fail" : "its message was `" + message + "`");
            lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before each failure")
                    .because(() -> lab.output().has(LINE + "test-deployment, Replicas: 11")
                            ? SPEC
                            : "the line says what the worker begins with: who looks for a failure needs it most")
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
        lab.expect("a pause of 300 ms, as the parameter says, before the failure")
                .because("the pause stands for work that takes its time")
                .now(() -> took >= 295)
                .otherwise(() -> "it failed after " + took + " ms");
        BackgroundTask unpaused =
                lab.start("sync", () -> failure(answer, cache, "shop/test-deployment", Duration.ZERO));
        lab.expect("no pause at all where the parameter is zero")
                .within(Duration.ofMillis(1900))
                .until(() -> !unpaused.isRunning())
                .otherwise(() -> "it was not back after 1.9 seconds");
    }

    @Step(5)
    void neitherFailsNorPausesForAnyOther(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 1));
        cache.add(deployment("shop", "test-deployment-of-the-shop", 1));
        BackgroundTask web = lab.start("sync", () -> answer.syncToStdout(cache, "shop/web", Duration.ofHours(1)));
        lab.expect("no pause for `shop/web`, where `test-deployment` would pause for an hour")
                .within(Duration.ofSeconds(2))
                .because(
                        "the pause is a part of the trouble with `test-deployment`: whoever pauses for everybody is slow"
                                + " for everybody")
                .until(() -> !web.isRunning())
                .otherwise(() -> "it was not back after two seconds");
        String failure = failure(answer, cache, "shop/test-deployment-of-the-shop");
        lab.expect("no failure of `shop/test-deployment-of-the-shop`")
                .because(
                        "its name only begins with `test-deployment`. It is another deployment, and its work can be done")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        lab.expect("the line `" + LINE + "test-deployment-of-the-shop, Replicas: 1`, as for any other")
                .because("what begins like `test-deployment` is worked on like any other deployment")
                .now(() -> lab.output().has(LINE + "test-deployment-of-the-shop, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(5)
    void letsAnInterruptOutOfThePause(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        AtomicBoolean kept = new AtomicBoolean();
        BackgroundTask pausing = lab.start("sync", () -> kept.set(keepsTheInterrupt(answer, cache)));
        lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before a pause of an hour")
                .because(SPEC)
                .until(() -> lab.output().has(LINE + "test-deployment, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
        pausing.stop();
        lab.expect("the pause to end when its thread is interrupted")
                .because("an interrupt asks the worker to stop: nobody wants to wait for an hour then")
                .until(() -> !pausing.isRunning())
                .otherwise(() -> "it was not back after five seconds");
        lab.expect("an InterruptedException, or the mark on the thread set again")
                .because("a worker whose work swallows the interrupt takes the next key, and cannot be stopped")
                .now(kept::get)
                .otherwise(() -> "the interrupt was lost: it failed as if the pause were over");
    }

    private static boolean keepsTheInterrupt(QueueLesson answer, Cache<V1Deployment> cache) {
        try {
            answer.syncToStdout(cache, "shop/test-deployment", Duration.ofHours(1));
        } catch (InterruptedException let) {
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
        expectOnly(lab, LINE + "web, Replicas: 2", "for a deployment of the cluster with two replicas");
        lab.cluster().deleteDeployment("web");
        lab.expect("the check's own informer to hear of the deletion")
                .until(() -> indexer.getByKey(key) == null)
                .otherwise(() -> "it did not");
        answer.syncToStdout(indexer, key, Duration.ZERO);
        lab.expect("the line `Deployment " + key + " does not exist anymore` after its deletion")
                .now(() -> lab.output().has("Deployment " + key + " does not exist anymore"))
                .otherwise(() -> lab.output().describe());
    }

    /** The message of the failure; empty when there was none. */
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

    private static void expectOnly(Lab lab, String line, String when) throws Exception {
        lab.expect("the line `" + line + "` " + when)
                .because(
                        line.startsWith(LINE)
                                ? SPEC
                                : "the whole key is wanted: two namespaces may each have had a deployment with this name")
                .now(() -> lab.output().has(line) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
    }
}
