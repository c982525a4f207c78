package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.Call;

/** Follows the pods of a namespace with raw watches, through cuts, time-outs and 410s. */
public class PodFollower implements WatchPitfallsLesson {

    private static final int TIMEOUT_SECONDS = 60;
    private static final int GONE = 410;
    /** A stream that ends earlier, without an event, has ended at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Call running;

    @Override
    public WatchCost predictWatchCost() {
        // Each watch is a separate request. HTTP/1.1 needs one connection for each, HTTP/2 one for all.
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        // Nothing waits but for the response, which takes about a millisecond: a thousand requests a second.
        return 10_000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        // A new watch shows what exists now. It does not show what existed before and is gone.
        return Set.of(WhileAway.PAINTED_BLUE, WhileAway.DELETED, WhileAway.CAME_AND_WENT);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        String last = resourceVersion;
        try (Watch<V1Pod> watch = open(client, namespace, resourceVersion)) {
            for (Watch.Response<V1Pod> event = next(watch); event != null; event = next(watch)) {
                switch (event.type) {
                    case "ADDED", "MODIFIED", "DELETED" -> {
                        changes.accept(new Change(Change.Type.valueOf(event.type), event.object));
                        last = event.object.getMetadata().getResourceVersion();
                    }
                    // The second form of 410: an event, because the response has already begun with status 200.
                    case "ERROR" -> {
                        return new StreamEnd(event.status.getCode() == GONE ? How.GONE : How.BROKEN, last);
                    }
                    default -> {}
                }
            }
            return new StreamEnd(How.TIMED_OUT, last);
        } catch (ApiException refused) {
            return new StreamEnd(refused.getCode() == GONE ? How.GONE : How.BROKEN, last, refused);
        } catch (IOException broken) {
            return new StreamEnd(How.BROKEN, last);
        }
    }

    private Watch<V1Pod> open(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        Call call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .resourceVersion(resourceVersion)
                .timeoutSeconds(TIMEOUT_SECONDS)
                .watch(true)
                .buildCall(null);
        // First it says which call runs, and then it looks for a stop. A stop does the two in the other order.
        running = call;
        if (isStopped()) {
            call.cancel();
        }
        return Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    /** Returns the next event, or null at the end. Throws an IOException when the stream breaks, as no consumer does. */
    private static Watch.Response<V1Pod> next(Watch<V1Pod> watch) throws IOException {
        try {
            return watch.hasNext() ? watch.next() : null;
        } catch (RuntimeException broken) {
            throw new IOException(broken);
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        Map<String, List<String>> headers = refused.getResponseHeaders();
        if (headers == null) {
            return Duration.ZERO;
        }
        return headers.entrySet().stream()
                // HTTP/2 sends header names in lower case.
                .filter(header -> "retry-after".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator source) {
        Duration whole = base;
        for (int failure = 1; failure < failures && whole.compareTo(maximum) < 0; failure++) {
            whole = whole.multipliedBy(2);
        }
        long millis = (whole.compareTo(maximum) < 0 ? whole : maximum).toMillis();
        Duration pause = Duration.ofMillis(millis / 2 + (long) (source.nextDouble() * (millis - millis / 2)));
        // Added to the server's time: it asks all clients for the same time, and they must not all come back at once.
        return retryAfter.plus(pause);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        Map<String, V1Pod> gone = new HashMap<>(known);
        for (V1Pod pod : list.getItems()) {
            String name = pod.getMetadata().getName();
            V1Pod before = gone.remove(name);
            known.put(name, pod);
            if (before == null) {
                changes.accept(new Change(Change.Type.ADDED, pod));
            } else if (!version(before).equals(version(pod))) {
                changes.accept(new Change(Change.Type.MODIFIED, pod));
            }
        }
        gone.forEach((name, pod) -> {
            known.remove(name);
            changes.accept(new Change(Change.Type.DELETED, pod));
        });
        return list.getMetadata().getResourceVersion();
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Map<String, V1Pod> known = new HashMap<>();
        Consumer<Change> remember = change -> {
            if (change.type() == Change.Type.DELETED) {
                known.remove(change.name());
            } else {
                known.put(change.name(), change.pod());
            }
            changes.accept(change);
        };
        String version = null;
        int failures = 0;
        while (!isStopped()) {
            Attempt attempt = attempt(client, namespace, version, known, changes, remember);
            version = attempt.version();
            failures = attempt.succeeded() ? 0 : failures + 1;
            if (failures > 0) {
                rest(pause(failures, base, maximum, attempt.retryAfter(), random));
            }
        }
    }

    /** The result of an attempt: the version to continue from, or null, and the time that the server asked for. */
    private record Attempt(String version, boolean succeeded, Duration retryAfter) {}

    /** Lists if there is no version to continue from, and then watches once. */
    private Attempt attempt(
            ApiClient client,
            String namespace,
            String version,
            Map<String, V1Pod> known,
            Consumer<Change> changes,
            Consumer<Change> remember) {
        try {
            String from = version == null ? relist(client, namespace, known, changes) : version;
            long begun = System.nanoTime();
            StreamEnd end = watchFrom(client, namespace, from, remember);
            if (end.refusal() != null) {
                return new Attempt(versionAfter(end), false, retryAfter(end.refusal()));
            }
            // A stream that brought an event, or lived long, was a success. If a stream ends at once without an event,
            // the next one must wait. Otherwise the loop sends a thousand requests a second to the API server.
            boolean brought = !end.resourceVersion().equals(from);
            boolean lived = System.nanoTime() - begun > AT_ONCE.toNanos();
            return new Attempt(versionAfter(end), brought || lived, Duration.ZERO);
        } catch (ApiException refused) {
            return new Attempt(null, false, retryAfter(refused));
        }
    }

    private static String versionAfter(StreamEnd end) {
        return end.how() == How.GONE ? null : end.resourceVersion();
    }

    @Override
    public void stop() {
        stopped.countDown();
        Call call = running;
        if (call != null) {
            // Any thread may cancel a call. Only the thread that reads a watch may close it safely.
            call.cancel();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits for this time, or until a stop. */
    private void rest(Duration time) throws InterruptedException {
        stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, change -> {
            for (Consumer<Change> consumer : consumers) {
                try {
                    consumer.accept(change);
                } catch (RuntimeException failure) {
                    System.err.println("A consumer failed on " + change.name() + ": " + failure);
                }
            }
        });
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new NewestOfEach(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                handler.accept(change);
                return true;
            } catch (RuntimeException failure) {
                System.err.println("Attempt " + attempt + " on " + change.name() + " failed: " + failure);
            }
            if (attempt < attempts) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        }
        return false;
    }

    @Override
    public SecondChance predictSecondChance() {
        // The only thread pauses for web, so no other pod gets a turn. And handle only knows the change that it got.
        return new SecondChance(0, 1);
    }

    /**
     * Prints what happens to the pods of the namespace {@code default} until Ctrl-C, on the cluster in {@code KUBECONFIG}
     * or {@code ~/.kube/config}.
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
