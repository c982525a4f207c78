package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;

/**
 * What the checks of this lesson call. Please do not change this file: write in {@link DeploymentController}.
 *
 * <p>A <em>key</em> names a deployment as {@code namespace/name}, for instance {@code default/web}.
 */
public interface QueueLesson {

    /** The work for one key. */
    @FunctionalInterface
    interface Work {

        /**
         * Does the work for a key.
         *
         * @throws Exception when it failed; the key is then to be tried again
         */
        void on(String key) throws Exception;
    }

    /** What is to happen with a key after the work for it. */
    @FunctionalInterface
    interface Afterwards {

        /**
         * Takes the outcome of the work for a key.
         *
         * @param error what the work threw; null when it did not fail
         */
        void handle(String key, Exception error);
    }

    /**
     * What becomes of a key whose work fails each time.
     *
     * @param attempts how often its work is begun, from the event to the end
     * @param delays how long it waits before each attempt but the first, in order
     */
    record Retries(int attempts, List<Duration> delays) {}

    /**
     * Step 1, a prediction. There is no queue yet: an informer's {@code onAdd} does the work for a deployment itself. The
     * deployments {@code a}, {@code b} and {@code c} are created, one after the other. The first attempt at {@code b} throws
     * an exception; any second attempt would succeed. Then nothing more happens on the cluster.
     *
     * @return for how many of the three deployments the work has succeeded in the end
     */
    int workedOnWithoutAQueue();

    /**
     * Step 2: makes a handler that puts the key of each deployment into the queue, when the deployment is added, when it
     * is updated and when it is deleted. It does nothing else.
     *
     * @param queue where the keys go
     */
    ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue);

    /**
     * Step 3, a prediction. The key {@code shop/web} is added to an empty queue three times. A worker takes it out. While
     * it works, the key is added four times. It says {@code done}, and goes on taking keys out, and saying {@code done},
     * until the queue is empty.
     *
     * @return how often the worker got the key
     */
    int timesHandedOut();

    /**
     * Step 4: takes the next key from the queue (and waits until there is one), does the work for it, hands the outcome
     * on, and tells the queue that the key is done. Done is said last, and always: also when the work fails, and when
     * {@code afterwards} throws.
     *
     * <p>A failure of the work is not thrown but handed to {@code afterwards}. An interrupt during the work is such a
     * failure too, and it must not be lost: either the method throws an {@code InterruptedException} when all is done, or
     * the thread is still interrupted when it returns.
     *
     * @param queue where the keys come from
     * @param work what to do with the key
     * @param afterwards gets each outcome: the key, and the exception or null
     * @return true after a key; false when the queue was shut down and has no more keys
     * @throws InterruptedException when the thread is interrupted while it waits for a key
     */
    boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException;

    /**
     * Step 5: does the work for a key, with what the informer's cache has under it now.
     *
     * <ul>
     *   <li>Nothing: it prints {@code Deployment KEY does not exist anymore}, with the whole key, and returns.
     *   <li>A deployment: it prints {@code Sync/Add/Update for Deployment NAME, Replicas: N}, with the deployment's name
     *       and the replicas of its spec.
     *   <li>A deployment with the name {@code test-deployment}, in any namespace: it prints that line too, pauses, and
     *       fails, each time. An interrupt ends the pause, and must not be lost: it is thrown, or the thread is still
     *       interrupted when the method fails.
     * </ul>
     *
     * @param indexer the informer's cache
     * @param pause how long to pause before the failure of {@code test-deployment}; other deployments do not pause
     * @throws Exception with the message {@code simulated error for deployment test-deployment}
     */
    void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception;

    /**
     * Step 6, a prediction. The work for one key fails each time. After each failure it is put back with
     * {@code addRateLimited} as long as {@code numRequeues(key) < 5}, and given up when that is no longer so. The queue's
     * rate limiter is {@code new ItemExponentialFailureRateLimiter<>(Duration.ofMillis(5), Duration.ofSeconds(1000))}.
     *
     * @return how often the work is begun, and how long the key waits before each attempt but the first
     */
    Retries retries();

    /**
     * Step 7: decides what comes after the work for a key.
     *
     * <ul>
     *   <li>The work succeeded: the queue forgets the failures of the key. Nothing is printed.
     *   <li>It failed, and the key was put back fewer than five times so far: it prints {@code Retry N for key KEY}, N
     *       being how often the key was put back before, and puts the key back with rate limiting.
     *   <li>It failed, and the key was put back five times: the key is given up. The queue forgets its failures, the key is
     *       not put back, and it prints {@code Dropping deployment "KEY" out of the queue: MESSAGE}, with the message of
     *       the error.
     * </ul>
     *
     * <p>It does not say {@code done}: that is step 4's.
     *
     * @param error what the work threw; null when it succeeded
     */
    void handleErr(RateLimitingQueue<String> queue, String key, Exception error);

    /**
     * Step 8: makes a rate limiter for the queue. It counts the failures of each key for itself: the first lets the key
     * wait for {@code first}, each further one twice as long as the one before, and none longer than {@code longest}.
     * {@code forget} sets the count of a key to nothing.
     *
     * <p>A bad day must stay bearable: of 300 keys that fail for the first time at the same moment, none may have to wait
     * longer than a minute.
     *
     * @param first how long to wait after a key's first failure
     * @param longest the longest wait
     */
    RateLimiter<String> rateLimiter(Duration first, Duration longest);

    /**
     * Step 9: starts workers, and returns at once. Each worker is a thread that processes keys, one after the other,
     * until the queue is shut down and empty. What comes after the work is decided by {@link #handleErr}.
     *
     * @param count how many workers
     * @param queue where the keys come from
     * @param work what to do with a key
     */
    void startWorkers(int count, RateLimitingQueue<String> queue, Work work);

    /**
     * Step 10: shuts the queue down and waits until all workers have ended. They finish what they have in hand, and work on
     * the keys that still wait in the queue. If they have not all ended in time, they are interrupted. The time is one for
     * all of them together.
     *
     * @param queue the queue of the workers
     * @param atMost how long to wait
     * @return whether all workers ended by themselves in time; as soon as they did, without waiting for the rest of it
     * @throws InterruptedException when the calling thread is interrupted while it waits
     */
    boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException;
}
