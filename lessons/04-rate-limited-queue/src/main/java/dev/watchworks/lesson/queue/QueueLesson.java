package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;

/**
 * The methods that the checks of this lesson call. Please do not change this file. Write your code in
 * {@link DeploymentController}.
 *
 * <p>A <em>key</em> is the {@code namespace/name} of a deployment, for example {@code default/web}.
 */
public interface QueueLesson {

    /** The work for one key. */
    @FunctionalInterface
    interface Work {

        /**
         * Does the work for a key.
         *
         * @throws Exception when the work fails; then the controller has to try the key again
         */
        void on(String key) throws Exception;
    }

    /** Decides what happens to a key after its work. */
    @FunctionalInterface
    interface Afterwards {

        /**
         * Takes the outcome of the work for a key.
         *
         * @param error the exception of the work, or null if the work succeeded
         */
        void handle(String key, Exception error);
    }

    /**
     * Your prediction of step 6: what happens to a key whose work fails each time.
     *
     * @param attempts how often the work begins
     * @param delays how long the key waits before the second attempt, before the third, and so on
     */
    record Retries(int attempts, List<Duration> delays) {}

    /**
     * Step 1, a prediction. There is no queue yet: the {@code onAdd} of a handler does the work itself. Somebody creates
     * the deployments {@code a}, {@code b} and {@code c}, one after the other. The first attempt at {@code b} throws an
     * exception. A second attempt would succeed. Then nothing more happens in the cluster.
     *
     * @return for how many of the three deployments the work succeeds in the end
     */
    int workedOnWithoutAQueue();

    /**
     * Step 2: makes a handler that puts the key of a deployment into the queue when the deployment is added, updated or
     * deleted. The handler does nothing else. It leaves the failures of the key as they are.
     *
     * @param queue the queue for the keys
     */
    ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue);

    /**
     * Step 3, a prediction. Somebody adds the key {@code shop/web} to an empty queue three times. A worker takes the key
     * out. While the worker works, somebody adds the key four times. The worker calls {@code done}. Then it takes the next
     * key, calls {@code done} again, and so on, until the queue is empty.
     *
     * @return how often the worker gets the key
     */
    int timesHandedOut();

    /**
     * Step 4: takes the next key from the queue (and waits until there is one), does the work for it, gives the outcome to
     * {@code afterwards}, and calls {@code done}. It always calls {@code done}, once, and it calls it last, even if the work
     * or {@code afterwards} throws an exception or an error.
     *
     * <p>The method does not throw the exception of the work, but gives it to {@code afterwards}. It lets the exception of
     * {@code afterwards} out. An interrupt during the work must not be lost, even if the work does not notice it. Either the
     * method throws an {@code InterruptedException} after {@code done}, or the thread is still interrupted when the method
     * returns.
     *
     * @param queue the queue with the keys
     * @param work the work for the key
     * @param afterwards gets each outcome: the key, and the exception or null
     * @return true after a key; false if the queue is shut down and has no more keys
     * @throws InterruptedException when another thread interrupts this one while it waits for a key
     */
    boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException;

    /**
     * Step 5: does the work for a key: it prints what the cache of the informer contains under this key now.
     *
     * <ul>
     *   <li>If there is nothing, it prints {@code Deployment KEY does not exist anymore}, with the whole key, and returns.
     *   <li>If there is a deployment, it prints {@code Sync/Add/Update for Deployment NAME, Replicas: N}, with the name of
     *       the deployment and the replicas of its spec.
     *   <li>If the deployment has the name {@code test-deployment}, in any namespace, it prints this line too, then pauses,
     *       and then fails, each time. An interrupt ends the pause and must not be lost. Either the method throws an
     *       {@code InterruptedException}, or the thread is still interrupted when the method fails.
     * </ul>
     *
     * <p>Several workers call this method at the same time, and the informer changes the cache meanwhile. A worker does not
     * wait for the pause of another one. The method does not change the deployment, which belongs to the cache.
     *
     * @param indexer the cache of the informer
     * @param pause how long to pause before the failure of {@code test-deployment}; there is no pause for other deployments
     * @throws Exception with the message {@code simulated error for deployment test-deployment}
     */
    void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception;

    /**
     * Step 6, a prediction. The work for one key fails each time. After each failure, the controller checks
     * {@code numRequeues(key) < 5}. If this is true, it puts the key back with {@code addRateLimited}. If not, it gives the
     * key up. The rate limiter of the queue is
     * {@code new ItemExponentialFailureRateLimiter<>(Duration.ofMillis(5), Duration.ofSeconds(1000))}.
     *
     * @return how often the work begins, and how long the key waits before the second attempt, the third, and so on
     */
    Retries retries();

    /**
     * Step 7: decides what happens to a key after its work.
     *
     * <ul>
     *   <li>If the work succeeded, it calls {@code forget} and prints nothing.
     *   <li>If the work failed and the key was put back fewer than five times before, it prints
     *       {@code Retry N for key KEY} and puts the key back with rate limiting. N is how often the key was put back
     *       before.
     *   <li>If the work failed and the key was already put back five times or more, it gives the key up. It calls
     *       {@code forget}, does not put the key back, and prints
     *       {@code Dropping deployment "KEY" out of the queue: MESSAGE}, with the message of the error, which may be null.
     * </ul>
     *
     * <p>It does not call {@code done}, because step 4 does this.
     *
     * @param error the exception of the work, or null if the work succeeded
     */
    void handleErr(RateLimitingQueue<String> queue, String key, Exception error);

    /**
     * Step 8: makes a rate limiter for the queue. It counts the failures of each key separately. After the first failure,
     * the key waits for {@code first}. After each further failure, it waits twice as long as before, but never longer than
     * {@code longest}. This holds for at least 64 failures. {@code forget} sets the count of a key to zero. Several workers
     * use the limiter at the same time.
     *
     * <p>The limiter must also work on a bad day. If 300 keys fail for the first time at the same moment, none of them may
     * wait longer than a minute.
     *
     * @param first how long a key waits after its first failure
     * @param longest the longest wait
     */
    RateLimiter<String> rateLimiter(Duration first, Duration longest);

    /**
     * Step 9: starts workers, and returns at once. Each worker is a thread that processes keys, one after the other, until
     * the queue is shut down and empty, or until the worker is interrupted. A worker without a key waits in {@code get}.
     * After the work for a key, it calls {@link #handleErr}. A second call starts more workers.
     *
     * @param count the number of workers
     * @param queue the queue with the keys
     * @param work the work for a key
     */
    void startWorkers(int count, RateLimitingQueue<String> queue, Work work);

    /**
     * Step 10: shuts the queue down and waits until all workers of this controller have ended. The workers finish their
     * keys, and work on the keys that still wait in the queue. After {@code atMost}, the method interrupts the workers that
     * have not ended, and returns without a further wait. A second call waits for the workers that are left.
     *
     * @param queue the queue of the workers
     * @param atMost how long to wait at most, for all workers together
     * @return true as soon as all workers have ended; false if the time was over first
     * @throws InterruptedException when another thread interrupts this one while it waits
     */
    boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException;
}
