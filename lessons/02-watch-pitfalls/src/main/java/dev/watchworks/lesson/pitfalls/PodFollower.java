package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import dev.watchworks.todo.Todo;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Follows the pods of a namespace with raw watches, through cuts, time-outs and 410s.
 *
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}: put your code in its place. What each method
 * has to do is written in {@link WatchPitfallsLesson}. You may add fields, methods and classes as you like.
 */
public class PodFollower implements WatchPitfallsLesson {

    @Override
    public WatchCost predictWatchCost() {
        // TODO Step 1: two watches of pods and one of services: return new WatchCost(…, …, …)
        throw Todo.step(1);
    }

    @Override
    public long predictRestartLoop() {
        // TODO Step 2: how many requests in ten seconds, if nothing waits? A number of the right size is enough
        throw Todo.step(2);
    }

    @Override
    public Set<WhileAway> predictMissed() {
        // TODO Step 3: which of the five does nobody tell you? return Set.of(WhileAway.…, …)
        throw Todo.step(3);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        // TODO Step 4: watch from the version, hand on each change, say how it ended
        throw Todo.step(4);
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        // TODO Step 5: how long the server asks you to stay away
        throw Todo.step(5);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        // TODO Step 5: double, up to the maximum, and take a random part of it; but respect what the server asks
        throw Todo.step(5);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        // TODO Step 6: list, compare, tell the differences
        throw Todo.step(6);
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        // TODO Step 7: steps 4 to 6, again and again, until stop
        throw Todo.step(7);
    }

    @Override
    public void stop() {
        // TODO Step 7: end the follow that goes on in another thread
        throw Todo.step(7);
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        // TODO Step 8: the same for many consumers, with one watch
        throw Todo.step(8);
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        // TODO Step 9: the newest change of each pod, and no more pods than the capacity
        throw Todo.step(9);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        // TODO Step 10: call the handler again when it throws
        throw Todo.step(10);
    }

    @Override
    public SecondChance predictSecondChance() {
        // TODO Step 10: what happens to the others meanwhile? return new SecondChance(…, …)
        throw Todo.step(10);
    }

    /**
     * Prints what happens to the pods of the namespace {@code default}, on the cluster that {@code KUBECONFIG} or
     * {@code ~/.kube/config} names, until Ctrl-C. Nothing to write here: it calls your steps.
     */
    public static void main(String[] arguments) throws Exception {
        PodFollower follower = new PodFollower();
        follower.follow(
                Config.defaultClient().setReadTimeout(0),
                "default",
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                change -> System.out.println(change.type() + " " + change.name()));
    }
}
