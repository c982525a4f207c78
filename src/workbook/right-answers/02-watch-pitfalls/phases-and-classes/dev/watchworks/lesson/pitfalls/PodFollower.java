package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.Call;

/** Follows the pods of a namespace. The work is done by one class for each concern. */
public class PodFollower implements WatchPitfallsLesson {

    private final StopSwitch stop = new StopSwitch();

    @Override
    public WatchCost predictWatchCost() {
        int watches = 2 + 1;
        return new WatchCost(watches, watches, 1);
    }

    @Override
    public long predictRestartLoop() {
        return Duration.ofSeconds(10).dividedBy(Duration.ofMillis(1));
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return EnumSet.complementOf(EnumSet.of(WhileAway.CREATED, WhileAway.LABELLED));
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        Call call;
        try {
            call = stop.guard(new PodRequests(client, namespace).watch(resourceVersion));
        } catch (ApiException notBuilt) {
            return new StreamEnd(How.BROKEN, resourceVersion, notBuilt);
        }
        try {
            return new WatchReader(resourceVersion, changes).read(client, call);
        } finally {
            stop.release(call);
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        return Backoff.askedBy(refused);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        return new Backoff(base, maximum).after(failures, retryAfter, random);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        Call call = stop.guard(new PodRequests(client, namespace).list());
        V1PodList list;
        try {
            list = client.<V1PodList>execute(call, V1PodList.class).getData();
        } finally {
            stop.release(call);
        }
        new KnownPods(known).replaceWith(list.getItems(), changes);
        // The versions may differ, and the objects too: the list is the newer picture.
        list.getItems().forEach(pod -> known.put(pod.getMetadata().getName(), pod));
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Phase.Context context = new Phase.Context(
                this,
                client,
                namespace,
                new Backoff(base, maximum),
                new KnownPods(new HashMap<>()),
                changes,
                stop,
                new SplittableRandom());
        Phase phase = context.unlessStopped(new Phase.Listing(0));
        while (!(phase instanceof Phase.Ended)) {
            phase = phase.next(context);
        }
    }

    @Override
    public void stop() {
        stop.throwIt();
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, new Broadcast(consumers));
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new ConflatingBuffer(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        int left = attempts;
        while (!succeeds(change, handler)) {
            left--;
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
        return true;
    }

    private static boolean succeeds(Change change, Consumer<Change> handler) {
        try {
            handler.accept(change);
            return true;
        } catch (RuntimeException failure) {
            System.err.println("The handler failed on " + change.name() + ": " + failure);
            return false;
        }
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
