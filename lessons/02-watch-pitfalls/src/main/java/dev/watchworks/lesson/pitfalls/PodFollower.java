package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.todo.Todo;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        // TODO Step 1: watch from the version, hand on each change, say how it ended
        throw Todo.step(1);
    }

    @Override
    public Duration pause(int failures, Duration base, Duration maximum, RandomGenerator random) {
        // TODO Step 2: double, up to the maximum, and take a random part of it
        throw Todo.step(2);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        // TODO Step 3: list, compare, tell the differences
        throw Todo.step(3);
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        // TODO Step 4: steps 1 to 3, again and again, until stop
        throw Todo.step(4);
    }

    @Override
    public void stop() {
        // TODO Step 4: end the follow that goes on in another thread
        throw Todo.step(4);
    }

    @Override
    public Consumer<Change> shareAmong(List<Consumer<Change>> consumers) {
        // TODO Step 5: one consumer that serves many
        throw Todo.step(5);
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        // TODO Step 6: the newest change of each pod, and no more pods than the capacity
        throw Todo.step(6);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        // TODO Step 7: call the handler again when it throws
        throw Todo.step(7);
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
