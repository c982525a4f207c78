package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.WatchCost;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.Call;

public class PodFollower implements WatchPitfallsLesson {

    private volatile boolean stop = false;
    private volatile Call currentCall = null;
    private final Random random = new Random();

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return 10000;
    }

    @Override
    public Set<WhileAway> predictMissed() {
        Set<WhileAway> missed = EnumSet.noneOf(WhileAway.class);
        missed.add(WhileAway.PAINTED_BLUE);
        missed.add(WhileAway.DELETED);
        missed.add(WhileAway.CAME_AND_WENT);
        return missed;
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        String lastVersion = resourceVersion;
        Watch<V1Pod> watch;
        try {
            Call call = new CoreV1Api(client)
                    .listNamespacedPod(namespace)
                    .watch(true)
                    .timeoutSeconds(60)
                    .resourceVersion(resourceVersion)
                    .buildCall(null);
            currentCall = call;
            if (stop) {
                call.cancel();
            }
            watch = Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
        } catch (ApiException e) {
            if (e.getCode() == 410) {
                return new StreamEnd(StreamEnd.How.GONE, lastVersion, e);
            }
            return new StreamEnd(StreamEnd.How.BROKEN, lastVersion, e);
        }
        try {
            while (true) {
                Watch.Response<V1Pod> event;
                try {
                    if (!watch.hasNext()) {
                        return new StreamEnd(StreamEnd.How.TIMED_OUT, lastVersion);
                    }
                    event = watch.next();
                } catch (RuntimeException e) {
                    return new StreamEnd(StreamEnd.How.BROKEN, lastVersion);
                }
                if ("ADDED".equals(event.type)) {
                    changes.accept(new Change(Change.Type.ADDED, event.object));
                    lastVersion = event.object.getMetadata().getResourceVersion();
                } else if ("MODIFIED".equals(event.type)) {
                    changes.accept(new Change(Change.Type.MODIFIED, event.object));
                    lastVersion = event.object.getMetadata().getResourceVersion();
                } else if ("DELETED".equals(event.type)) {
                    changes.accept(new Change(Change.Type.DELETED, event.object));
                    lastVersion = event.object.getMetadata().getResourceVersion();
                } else if ("ERROR".equals(event.type)) {
                    Integer code = event.status == null ? null : event.status.getCode();
                    if (code != null && code == 410) {
                        return new StreamEnd(StreamEnd.How.GONE, lastVersion);
                    }
                    return new StreamEnd(StreamEnd.How.BROKEN, lastVersion);
                }
            }
        } finally {
            try {
                watch.close();
            } catch (IOException e) {
                System.err.println("could not close the watch: " + e);
            }
        }
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        if (refused.getResponseHeaders() == null) {
            return Duration.ZERO;
        }
        for (Map.Entry<String, List<String>> header : refused.getResponseHeaders().entrySet()) {
            if (!"Retry-After".equalsIgnoreCase(header.getKey()) || header.getValue() == null) {
                continue;
            }
            for (String value : header.getValue()) {
                try {
                    long seconds = Long.parseLong(value.trim());
                    if (seconds >= 0) {
                        return Duration.ofSeconds(seconds);
                    }
                } catch (NumberFormatException e) {
                    // it may be a date; we do not understand dates
                    System.err.println("strange Retry-After: " + value);
                }
            }
        }
        return Duration.ZERO;
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        long max = maximum.toMillis();
        long millis = base.toMillis();
        for (int i = 1; i < failures && i < 64; i++) {
            if (millis > max / 2) {
                millis = max;
            } else {
                millis = millis * 2;
            }
        }
        if (millis > max) {
            millis = max;
        }
        long half = (millis + 1) / 2;
        long mine = random.nextLong(half, millis + 1);
        return retryAfter.plusMillis(mine);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list;
        try {
            list = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        } catch (RuntimeException notAList) {
            throw new ApiException(notAList);
        }
        if (list == null) {
            throw new ApiException("the server sent no list");
        }
        List<V1Pod> pods = list.getItems();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < pods.size(); i++) {
            names.add(pods.get(i).getMetadata().getName());
        }
        // first what is gone
        List<String> knownNames = new ArrayList<>(known.keySet());
        for (int i = 0; i < knownNames.size(); i++) {
            if (!names.contains(knownNames.get(i))) {
                V1Pod gone = known.remove(knownNames.get(i));
                changes.accept(new Change(Change.Type.DELETED, gone));
            }
        }
        // then what is new or different
        for (int i = 0; i < pods.size(); i++) {
            V1Pod pod = pods.get(i);
            V1Pod old = known.put(names.get(i), pod);
            if (old == null) {
                changes.accept(new Change(Change.Type.ADDED, pod));
            } else {
                String oldVersion = old.getMetadata().getResourceVersion();
                String newVersion = pod.getMetadata().getResourceVersion();
                if (!newVersion.equals(oldVersion)) {
                    changes.accept(new Change(Change.Type.MODIFIED, pod));
                }
            }
        }
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Map<String, V1Pod> known = new HashMap<>();
        String version = null;
        int failures = 0;
        while (!stop) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while following");
            }
            boolean good = false;
            Duration asked = Duration.ZERO;
            long start = System.nanoTime();
            try {
                if (version == null) {
                    version = relist(client, namespace, known, changes);
                }
                if (stop) {
                    return;
                }
                int[] events = {0};
                StreamEnd end = watchFrom(client, namespace, version, change -> {
                    events[0]++;
                    if (change.type() == Change.Type.DELETED) {
                        known.remove(change.name());
                    } else {
                        known.put(change.name(), change.pod());
                    }
                    changes.accept(change);
                });
                if (end.refusal() != null) {
                    asked = retryAfter(end.refusal());
                }
                if (end.how() == StreamEnd.How.GONE) {
                    version = null;
                } else {
                    version = end.resourceVersion();
                }
                if (events[0] > 0) {
                    failures = 0;
                    good = end.how() != StreamEnd.How.GONE;
                } else if (end.how() == StreamEnd.How.TIMED_OUT && System.nanoTime() - start > 1_000_000_000L) {
                    // a quiet stream is not a failure
                    failures = 0;
                    good = true;
                }
            } catch (ApiException e) {
                asked = retryAfter(e);
            }
            if (!good) {
                failures++;
                Duration pause = pause(failures, base, maximum, asked, random);
                long pauseStart = System.nanoTime();
                long left = pause.toNanos();
                while (left > 0 && !stop) {
                    Thread.sleep(Math.min(10, left / 1_000_000 + 1));
                    left = pause.toNanos() - (System.nanoTime() - pauseStart);
                }
            }
        }
    }

    @Override
    public void stop() {
        stop = true;
        Call call = currentCall;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        follow(client, namespace, base, maximum, change -> {
            for (int i = 0; i < consumers.size(); i++) {
                try {
                    consumers.get(i).accept(change);
                } catch (Exception e) {
                    System.err.println("consumer " + i + " failed: " + e);
                }
            }
        });
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new ChangeBuffer() {
            private final ArrayList<Change> line = new ArrayList<>();

            @Override
            public synchronized void put(Change change) throws InterruptedException {
                while (true) {
                    for (int i = 0; i < line.size(); i++) {
                        if (line.get(i).name().equals(change.name())) {
                            line.set(i, change);
                            return;
                        }
                    }
                    if (line.size() < capacity) {
                        line.add(change);
                        notifyAll();
                        return;
                    }
                    wait();
                }
            }

            @Override
            public synchronized Change take() throws InterruptedException {
                while (line.size() == 0) {
                    wait();
                }
                Change first = line.remove(0);
                notifyAll();
                return first;
            }

            @Override
            public synchronized int size() {
                return line.size();
            }
        };
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        int count = 0;
        while (count < attempts) {
            if (count > 0) {
                Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
            }
            count = count + 1;
            try {
                handler.accept(change);
                return true;
            } catch (RuntimeException e) {
                System.err.println("call " + count + " failed: " + e);
            }
        }
        return false;
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
