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
 * The methods that the checks of this lesson call. Please do not change this file. Write your code in
 * {@link PodFollower}.
 */
public interface WatchPitfallsLesson {

    /**
     * Step 1: predicts what three watchers cost. One program opens two watches of the pods of a namespace and one watch of its services. All
     * three use the same client. What do they cost?
     */
    WatchCost predictWatchCost();

    /**
     * Step 2: predicts how many requests a loop sends. A program watches, and when the stream has ended, it watches again without a pause. The server
     * is overloaded and ends each stream at once. How many watch requests does the program send in ten seconds? A rough
     * number is enough.
     */
    long predictRestartLoop();

    /**
     * Step 3: predicts what a new watch does not show. A watcher of pods is away for a second. Then it watches again, without a version. Which of
     * these five changes does the new watch not show? It shows a change if it sends an event for it, or if it sends a pod
     * whose state contains the change.
     */
    Set<WhileAway> predictMissed();

    /**
     * Step 4: watches the pods of a namespace from a version, until the stream ends, and passes on each ADDED, MODIFIED
     * and DELETED. The watch has {@code timeoutSeconds} 60, and the method always closes it. The method throws no
     * exception for a problem of the server or the network: the result contains the problem. An exception or an error
     * from {@code changes} is a different problem: the method lets it through.
     *
     * @param client the client for the cluster; the method uses it and does not change it, because it verifies the server
     * @param namespace the namespace of the pods
     * @param resourceVersion the version to continue from
     * @param changes gets each change, on the calling thread
     * @return how the stream ended, the version of the last event, and the exception if there was no stream at all
     */
    StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes);

    /**
     * Step 5: reads how long the server asks the client to stay away, from the header {@code Retry-After} of any response.
     *
     * @param refused the exception of client-java; if no response came, its {@code getResponseHeaders()} is null
     * @return the whole seconds in the header (API servers send no dates), or zero if there is no such header
     */
    Duration retryAfter(ApiException refused);

    /**
     * Step 5: calculates how long to wait before the next attempt, after some failures in a row. The pause begins with
     * {@code base} and doubles with each failure, up to {@code maximum}. This is also true for very many failures, because
     * a server may be away for a night. Then the method takes a random part of the pause, from one half to the whole.
     * Clients that failed together must not come back together. The result is never shorter than {@code retryAfter}, even
     * if the maximum is lower, and at most {@code maximum} longer than {@code retryAfter}. It contains something random in
     * this case too, because the server asks all clients for the same time.
     *
     * @param failures how many attempts failed in a row, 1 or more
     * @param base the pause after the first failure, before the random part
     * @param maximum the longest pause, if the server does not ask for more
     * @param retryAfter the time that the server asked for, or zero
     * @param random the only source of the random part
     */
    Duration pause(int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random);

    /**
     * Step 6: lists the pods of a namespace and compares them with the known pods. It passes on each new pod as ADDED, each
     * pod with another version as MODIFIED, and each pod that is gone as DELETED. Afterwards {@code known} contains the
     * pods of the list.
     *
     * @param client the client for the cluster; the method uses it and does not change it, because it verifies the server
     * @param namespace the namespace of the pods
     * @param known the pods known so far, by name; the method brings it up to date
     * @param changes gets each difference, on the calling thread
     * @return the version of the list; the next watch continues from it
     * @throws ApiException when the server refuses the request or cannot be reached; {@code known} is then as it was
     */
    String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException;

    /**
     * Step 7: follows the pods of a namespace until {@link #stop}, whatever the server does. It lists once, and then watches again
     * and again from the last version. It pauses after failures, and at least as long as the server asks. After a 410, it
     * lists again and compares. It misses no pod that came or went, and passes on none twice. Even if the server has
     * problems, it does not send requests again and again without a pause. A stream that brings no event in less than a
     * second is a failure too. A stream that lives longer is a success, even in silence.
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @param base the pause after the first failure
     * @param maximum the longest pause, if the server does not ask for more
     * @param changes gets each change
     * @throws InterruptedException when another thread interrupts this one during a pause
     */
    void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException;

    /**
     * Step 7: ends a {@link #follow follow} in another thread at any moment, so that it returns. After a stop, nobody
     * calls {@code follow} of this object again.
     */
    void stop();

    /**
     * Step 8: follows as in step 7, for many consumers with one list and one watch. Each consumer gets every change as it
     * came, in order. If one consumer throws an exception, the others still get the change, and the stream does not end.
     * A {@link #stop stop} ends it.
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @param base the pause after the first failure
     * @param maximum the longest pause, if the server does not ask for more
     * @param consumers the consumers; each of them gets each change
     * @throws InterruptedException when another thread interrupts this one during a pause
     */
    void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException;

    /**
     * Step 9: makes a buffer for a flood of changes. It keeps only the newest change of each pod. Many threads may use it
     * at the same time.
     *
     * @param capacity how many pods the buffer has room for
     */
    ChangeBuffer buffer(int capacity);

    /**
     * Step 10: gives a handler a second chance, and more. The method calls the handler until it does not throw, at most
     * {@code attempts} times, with the same pause between each two calls.
     *
     * @param change the change to handle
     * @param handler the handler, which may throw
     * @param attempts how many calls to make at most, 1 or more
     * @param pause how long to wait between two calls
     * @return true if the last call succeeded
     * @throws InterruptedException when another thread interrupts this one during a pause
     */
    boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause) throws InterruptedException;

    /**
     * Step 10: predicts what a second chance costs. One thread takes changes from a queue, one after the other. It calls your
     * {@link #handle handle} for each, with three attempts. The handler fails for each change of the pod {@code web}. Its
     * first change is {@code web} in state 1. While the handler fails for this change, five more changes arrive:
     * {@code web} in state 2, and one change of each of four other pods. Look at the third call of the handler. How many
     * changes of the four other pods has the handler seen by then? And which state of {@code web} does the third call get?
     */
    SecondChance predictSecondChance();
}
