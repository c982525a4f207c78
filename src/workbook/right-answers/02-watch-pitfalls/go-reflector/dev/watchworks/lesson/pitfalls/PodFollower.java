package dev.watchworks.lesson.pitfalls;

import com.google.gson.JsonObject;
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
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.Call;

public class PodFollower implements WatchPitfallsLesson {

    private static final Type LINE = new TypeToken<Watch.Response<JsonObject>>() {}.getType();

    private final StopChannel stopCh = new StopChannel();

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 8_000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.PAINTED_BLUE, WhileAway.DELETED, WhileAway.CAME_AND_WENT);
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        Watch<JsonObject> w;
        try {
            Call call = new CoreV1Api(client)
                    .listNamespacedPod(namespace)
                    .watch(true)
                    .resourceVersion(resourceVersion)
                    .timeoutSeconds(60)
                    .buildCall(null);
            stopCh.cancels(call);
            w = Watch.createWatch(client, call, LINE);
        } catch (ApiException err) {
            stopCh.cancels(null);
            return new StreamEnd(err.getCode() == 410 ? How.GONE : How.BROKEN, resourceVersion, err);
        }
        String rv = resourceVersion;
        try {
            while (true) {
                Result<Watch.Response<JsonObject>> received = receive(w);
                if (received.err() != null) {
                    return new StreamEnd(How.BROKEN, rv);
                }
                Watch.Response<JsonObject> event = received.value();
                if (event == null) {
                    return new StreamEnd(How.TIMED_OUT, rv);
                }
                if (event.status != null) {
                    Integer code = event.status.getCode();
                    return new StreamEnd(code != null && code == 410 ? How.GONE : How.BROKEN, rv);
                }
                Result<Change> decoded = decode(event);
                if (decoded.err() != null) {
                    return new StreamEnd(How.BROKEN, rv);
                }
                Change change = decoded.value();
                if (change != null) {
                    changes.accept(change);
                    rv = change.pod().getMetadata().getResourceVersion();
                }
            }
        } finally {
            stopCh.cancels(null);
            try {
                w.close();
            } catch (IOException err) {
                System.err.println("close: " + err);
            }
        }
    }

    /** value, err := … */
    private record Result<T>(T value, Exception err) {}

    /** event, ok := <-w.ResultChan(): the value is null at the end. */
    private static Result<Watch.Response<JsonObject>> receive(Watch<JsonObject> w) {
        try {
            return new Result<>(w.hasNext() ? w.next() : null, null);
        } catch (RuntimeException err) {
            return new Result<>(null, err);
        }
    }

    /** The value is null for an event that is no change of a pod. */
    private static Result<Change> decode(Watch.Response<JsonObject> event) {
        Change.Type type;
        switch (String.valueOf(event.type)) {
            case "ADDED":
                type = Change.Type.ADDED;
                break;
            case "MODIFIED":
                type = Change.Type.MODIFIED;
                break;
            case "DELETED":
                type = Change.Type.DELETED;
                break;
            default:
                return new Result<>(null, null);
        }
        try {
            V1Pod pod = JSON.deserialize(event.object.toString(), V1Pod.class);
            return new Result<>(new Change(type, pod), null);
        } catch (RuntimeException err) {
            return new Result<>(null, err);
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        if (refused.getResponseHeaders() == null) {
            return Duration.ZERO;
        }
        // http.Header.Get does not mind upper and lower case.
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        refused.getResponseHeaders().forEach((name, values) -> {
            if (name != null && values != null) {
                headers.put(name, values);
            }
        });
        List<String> values = headers.getOrDefault("Retry-After", List.of());
        if (values.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            long seconds = Long.parseLong(values.get(0).strip());
            return seconds < 0 ? Duration.ZERO : Duration.ofSeconds(seconds);
        } catch (NumberFormatException err) {
            return Duration.ZERO;
        }
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        // float64, as in wait.Backoff: infinity is no problem, because the cap is less.
        double cap = maximum.toNanos();
        double backoff = Math.min(base.toNanos() * Math.pow(2, failures - 1), cap);
        long own = Math.min(Math.round(backoff * random.nextDouble(0.5, 1.0)), maximum.toNanos());
        if (retryAfter == null || retryAfter.isZero()) {
            return Duration.ofNanos(own);
        }
        return retryAfter.plusNanos(own);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        Result<V1PodList> result = list(client, namespace);
        if (result.err() != null) {
            throw result.err() instanceof ApiException refused ? refused : new ApiException(result.err());
        }
        V1PodList list = result.value();
        Set<String> gone = new HashSet<>(known.keySet());
        List<Change> deltas = new ArrayList<>();
        for (V1Pod pod : list.getItems()) {
            String name = pod.getMetadata().getName();
            gone.remove(name);
            V1Pod old = known.put(name, pod);
            if (old == null) {
                deltas.add(new Change(Change.Type.ADDED, pod));
            } else if (!old.getMetadata()
                    .getResourceVersion()
                    .equals(pod.getMetadata().getResourceVersion())) {
                deltas.add(new Change(Change.Type.MODIFIED, pod));
            }
        }
        for (String name : gone) {
            deltas.add(new Change(Change.Type.DELETED, known.remove(name)));
        }
        for (Change delta : deltas) {
            changes.accept(delta);
        }
        return list.getMetadata().getResourceVersion();
    }

    private Result<V1PodList> list(ApiClient client, String namespace) {
        try {
            Call call = new CoreV1Api(client).listNamespacedPod(namespace).buildCall(null);
            stopCh.cancels(call);
            V1PodList list = client.<V1PodList>execute(call, V1PodList.class).getData();
            return list == null ? new Result<>(null, new ApiException("no list")) : new Result<>(list, null);
        } catch (ApiException | RuntimeException err) {
            return new Result<>(null, err);
        } finally {
            stopCh.cancels(null);
        }
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        new Reflector(this, client, namespace, base, maximum, changes).run(stopCh);
    }

    @Override
    public void stop() {
        stopCh.close();
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        List<ProcessorListener> listeners = new ArrayList<>();
        for (Consumer<Change> consumer : consumers) {
            listeners.add(new ProcessorListener(consumer));
        }
        try {
            follow(client, namespace, base, maximum, change -> {
                for (ProcessorListener listener : listeners) {
                    listener.add(change);
                }
            });
        } finally {
            listeners.forEach(ProcessorListener::close);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            listeners.forEach(listener -> listener.join(deadline));
        }
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new DirtySet(capacity);
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        for (int i = 0; i < attempts; i++) {
            if (i > 0) {
                after(pause);
            }
            Exception err = call(handler, change);
            if (err == null) {
                return true;
            }
            System.err.printf("attempt %d of %d for %s: %s%n", i + 1, attempts, change.name(), err);
        }
        return false;
    }

    private static Exception call(Consumer<Change> handler, Change change) {
        try {
            handler.accept(change);
            return null;
        } catch (RuntimeException recovered) {
            return recovered;
        }
    }

    /** <-time.After(d): nobody ever puts anything into this channel. */
    private static void after(Duration d) throws InterruptedException {
        new SynchronousQueue<Object>().poll(d.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
