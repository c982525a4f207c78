package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the checks of this lesson call. Please do not change this file: write in {@link PodFollower}.
 */
public interface WatchPitfallsLesson {

    /**
     * Step 1: watches the pods of a namespace from a version on, until the stream ends. Each ADDED, MODIFIED and DELETED
     * is handed on. The watch has {@code timeoutSeconds} 60 and is closed however it ends. No trouble with the server or
     * the network is thrown: it is told by the result. What {@code changes} throws is no such trouble and goes through.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param resourceVersion where to go on from
     * @param changes gets each change, on the calling thread
     * @return how the stream ended, and the version of the last event
     */
    StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes);

    /**
     * Step 2: how long to wait before the next attempt after some failures in a row. The pause doubles with each failure
     * from {@code base} on, and does not grow beyond {@code maximum}. Of that, a random part between one half and the
     * whole is taken, so that a thousand clients that failed together do not come back together.
     *
     * @param failures how many attempts failed in a row, 1 or more
     * @param base the pause after the first failure, before the random part
     * @param maximum the longest pause
     * @param random where to take the random part from
     */
    Duration pause(int failures, Duration base, Duration maximum, RandomGenerator random);

    /**
     * Step 3: lists the pods of a namespace and compares them with those known so far. What is new is handed on as ADDED,
     * what has another version as MODIFIED, what is gone as DELETED. Afterwards {@code known} holds what the list held.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param known the pods known so far by name; is brought up to date
     * @param changes gets each difference, on the calling thread
     * @return the version of the list, where a watch goes on from
     * @throws ApiException when the server refuses the request
     */
    String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException;

    /**
     * Step 4: follows the pods of a namespace until {@link #stop}, through all that happens: lists, then watches again and
     * again from where it was; pauses after failures; lists again and compares after a 410. No change is lost, none is
     * told twice, and no trouble makes it ask the server again and again without a pause.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param base the pause after the first failure
     * @param maximum the longest pause
     * @param changes gets each change
     * @throws InterruptedException when the thread is interrupted during a pause
     */
    void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException;

    /** Belongs to step 4: ends a {@link #follow follow} that goes on in another thread; it then returns. */
    void stop();

    /**
     * Step 5: makes one consumer of many, so that one watch serves them all. Each gets every change, in order; one that
     * throws does not keep the change from the others, nor end the stream.
     */
    Consumer<Change> shareAmong(List<Consumer<Change>> consumers);

    /**
     * Step 6: a buffer for a flood of changes, which holds at most that many pods' changes and only the newest of each.
     */
    ChangeBuffer buffer(int capacity);

    /**
     * Step 7: gives a handler a second chance, and a third: calls it until it does not throw, at most that many times,
     * with a pause between two calls.
     *
     * @param change what to handle
     * @param handler may throw
     * @param attempts how many calls at most, 1 or more
     * @param pause how long to wait between two calls
     * @return whether the last call went well
     * @throws InterruptedException when the thread is interrupted during a pause
     */
    boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause) throws InterruptedException;
}
