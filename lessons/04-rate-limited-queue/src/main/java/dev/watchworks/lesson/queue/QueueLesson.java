package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;

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
     * Step 1: makes a handler that puts the key of each deployment into the queue, when the deployment is added, when it
     * is updated and when it is deleted. It does nothing else.
     *
     * @param queue where the keys go
     */
    ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue);

    /**
     * Step 2: takes the next key from the queue (and waits until there is one), does the work for it, hands the outcome
     * on, and tells the queue that the key is done. Done is said last, and always: also when the work fails, and when
     * {@code afterwards} throws.
     *
     * <p>A failure of the work is not thrown but handed to {@code afterwards}.
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
     * Step 3: does the work for a key, with what the informer's cache has under it now.
     *
     * <ul>
     *   <li>Nothing: it prints {@code Deployment KEY does not exist anymore}, with the whole key.
     *   <li>A deployment: it prints {@code Sync/Add/Update for Deployment NAME, Replicas: N}, with the deployment's name
     *       and the replicas of its spec.
     *   <li>A deployment with the name {@code test-deployment}, in any namespace: it prints that line too, pauses, and
     *       fails, each time.
     * </ul>
     *
     * @param indexer the informer's cache
     * @param pause how long to pause before the failure of {@code test-deployment}; other deployments do not pause
     * @throws Exception with the message {@code simulated error for deployment test-deployment}
     */
    void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception;

    /**
     * Step 4: decides what comes after the work for a key.
     *
     * <ul>
     *   <li>The work succeeded: the queue forgets the failures of the key.
     *   <li>It failed, and the key was put back fewer than five times so far: it prints {@code Retry N for key KEY}, N
     *       being how often the key was put back before, and puts the key back with rate limiting.
     *   <li>It failed, and the key was put back five times: {@link #drop} is called. (That is step 5; until then this
     *       case is not checked.)
     * </ul>
     *
     * @param error what the work threw; null when it succeeded
     */
    void handleErr(RateLimitingQueue<String> queue, String key, Exception error);

    /**
     * Step 5: gives a key up. It makes the queue forget the failures of the key, and prints
     * {@code Dropping deployment "KEY" out of the queue: MESSAGE}, with the message of the error. The key is not put back.
     *
     * @param error the last failure
     */
    void drop(RateLimitingQueue<String> queue, String key, Exception error);

    /**
     * Step 6: starts workers, and returns at once. Each worker is a thread that processes keys, one after the other,
     * until the queue is shut down. What comes after the work is decided by {@link #handleErr}.
     *
     * @param count how many workers
     * @param queue where the keys come from
     * @param work what to do with a key
     */
    void startWorkers(int count, RateLimitingQueue<String> queue, Work work);

    /**
     * Step 7: shuts the queue down and waits until all workers have ended. A worker may finish the work that it has in
     * hand. If they have not all ended in time, they are interrupted.
     *
     * @param queue the queue of the workers
     * @param atMost how long to wait
     * @return whether all workers ended by themselves in time; as soon as they did, without waiting for the rest of it
     * @throws InterruptedException when the calling thread is interrupted while it waits
     */
    boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException;
}
