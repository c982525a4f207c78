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
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}. Replace this line with your code. The file
 * {@link WatchPitfallsLesson} describes what each method has to do. You may add fields, methods and classes.
 */
public class PodFollower implements WatchPitfallsLesson {

    @Override
    public WatchCost predictWatchCost() {
        // TODO Step 1: what do two watches of pods and one of services cost? return new WatchCost(…, …, …)
        throw Todo.step(1);
    }

    @Override
    public long predictRestartLoop() {
        // TODO Step 2: how many requests in ten seconds, if nothing waits? A rough number is enough
        throw Todo.step(2);
    }

    @Override
    public Set<WhileAway> predictMissed() {
        // TODO Step 3: which of the five does the new watch not show? return Set.of(WhileAway.…, …)
        throw Todo.step(3);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        // TODO Step 4: watch from the version, pass on each change, return how the stream ended
        throw Todo.step(4);
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        // TODO Step 5: read how long the server asks you to stay away
        throw Todo.step(5);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        // TODO Step 5: double up to the maximum, take a random part, and respect the number of the server
        throw Todo.step(5);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        // TODO Step 6: list, compare, pass on the differences
        throw Todo.step(6);
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        // TODO Step 7: repeat steps 4 to 6 until stop
        throw Todo.step(7);
    }

    @Override
    public void stop() {
        // TODO Step 7: end the follow in the other thread
        throw Todo.step(7);
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        // TODO Step 8: do the same for many consumers, with one watch
        throw Todo.step(8);
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        // TODO Step 9: keep the newest change of each pod, and at most as many pods as the capacity
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
        // TODO Step 10: what happens to the others during the pauses? return new SecondChance(…, …)
        throw Todo.step(10);
    }

    /**
     * Prints what happens to the pods of the namespace {@code default} until Ctrl-C, on the cluster in {@code KUBECONFIG}
     * or {@code ~/.kube/config}. You do not have to change this method: it calls your steps.
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
