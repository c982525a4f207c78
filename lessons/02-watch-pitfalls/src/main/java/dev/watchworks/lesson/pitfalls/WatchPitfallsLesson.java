package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the checks of this lesson call. Please do not change this file: write in {@link PodFollower}.
 */
public interface WatchPitfallsLesson {

    /**
     * Step 1, a prediction: one program opens two watches of the pods of a namespace and one of its services, all with one
     * client. What does that cost?
     */
    WatchCost predictWatchCost();

    /**
     * Step 2, a prediction: a program watches, and watches again as soon as the stream has ended, without a pause. The
     * server is in trouble and ends each stream at once. How many watch requests does the program send in ten seconds? The
     * order of magnitude is enough.
     */
    long predictRestartLoop();

    /**
     * Step 3, a prediction: a watcher of pods is away for a second. Then it watches again, and names no version. Which of
     * these five does the new watch tell nothing of, neither as an event nor in the state of any pod that it sends?
     */
    Set<WhileAway> predictMissed();

    /**
     * Step 4: watches the pods of a namespace from a version on, until the stream ends. Each ADDED, MODIFIED and DELETED
     * is handed on. The watch has {@code timeoutSeconds} 60 and is closed however it ends. No trouble with the server or
     * the network is thrown: it is told by the result. What {@code changes} throws is no such trouble and goes through.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param resourceVersion where to go on from
     * @param changes gets each change, on the calling thread
     * @return how the stream ended, the version of the last event, and the refusal if the server refused the request
     */
    StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes);

    /**
     * Step 5: how long the server asks to stay away, by the header {@code Retry-After} of its refusal.
     *
     * @param refused what client-java threw; where the server was not reached at all it has no headers, and
     *     {@code getResponseHeaders()} is null
     * @return so many whole seconds; zero where the header is missing
     */
    Duration retryAfter(ApiException refused);

    /**
     * Belongs to step 5: how long to wait before the next attempt after some failures in a row. The pause doubles with
     * each failure from {@code base} on, and does not grow beyond {@code maximum}, however many failures there were: a
     * server may be away for a night. Of that, a random part between one half
     * and the whole is taken, so that a thousand clients that failed together do not come back together. But it is never
     * shorter than what the server asked for, whatever the maximum is, and longer than that by no more than {@code maximum}.
     *
     * @param failures how many attempts failed in a row, 1 or more
     * @param base the pause after the first failure, before the random part
     * @param maximum the longest pause, if the server does not ask for more
     * @param retryAfter what the server asked for; zero where it asked for nothing
     * @param random where to take the random part from
     */
    Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random);

    /**
     * Step 6: lists the pods of a namespace and compares them with those known so far. What is new is handed on as ADDED,
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
     * Step 7: follows the pods of a namespace until {@link #stop}, through all that happens: lists, then watches again and
     * again from where it was; pauses after failures, and as long as the server asks; lists again and compares after a 410.
     * No pod that came or went is missed, none is told twice, and no trouble makes it ask the server again and again
     * without a pause.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param base the pause after the first failure
     * @param maximum the longest pause, if the server does not ask for more
     * @param changes gets each change
     * @throws InterruptedException when the thread is interrupted during a pause
     */
    void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException;

    /**
     * Belongs to step 7: ends a {@link #follow follow} that goes on in another thread; it then returns. Nobody follows again
     * with an object that was stopped.
     */
    void stop();

    /**
     * Step 8: follows as step 7 does, for many consumers with one list and one watch. Each gets every change, in order; one
     * that throws does not keep the change from the others, nor end the stream. {@link #stop} ends it.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param base the pause after the first failure
     * @param maximum the longest pause, if the server does not ask for more
     * @param consumers each gets each change
     * @throws InterruptedException when the thread is interrupted during a pause
     */
    void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException;

    /**
     * Step 9: a buffer for a flood of changes, which holds at most that many pods' changes and only the newest of each.
     */
    ChangeBuffer buffer(int capacity);

    /**
     * Step 10: gives a handler a second chance, and a third: calls it until it does not throw, at most that many times,
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

    /**
     * Belongs to step 10, a prediction: one thread takes changes out of a queue, one after the other, and gives each to
     * your {@link #handle handle} with three attempts. The handler fails for each change of the pod {@code web}. While it
     * fails on the first, {@code web} in state 1, five more changes arrive: {@code web} in state 2, and one of each of four
     * other pods. What do the four others get, and what does the third call for the first change see?
     */
    SecondChance predictSecondChance();
}
