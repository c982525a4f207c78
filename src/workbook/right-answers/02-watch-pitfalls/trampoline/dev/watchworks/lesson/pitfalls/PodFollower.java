package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.Change.Type;
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
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the pods of a namespace, step by step. */
public class PodFollower implements WatchPitfallsLesson {

    private static final Logger LOG = LoggerFactory.getLogger(PodFollower.class);

    /** Carries the exception of a consumer past the code that handles broken streams. */
    private static final class ConsumerFailed extends RuntimeException {
        private final RuntimeException failure;

        ConsumerFailed(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Either a call may be in progress, or a stop has come. */
    private record Stoppable(Call call, boolean stopped) {}

    private final AtomicReference<Stoppable> state = new AtomicReference<>(new Stoppable(null, false));
    private final Semaphore stops = new Semaphore(0);

    @Override
    public WatchCost predictWatchCost() {
        return new WatchCost(3, 3, 1);
    }

    @Override
    public long predictRestartLoop() {
        return IntStream.range(0, 10).mapToLong(second -> TimeUnit.SECONDS.toMillis(1)).sum();
    }

    @Override
    public Set<WhileAway> predictMissed() {
        return Set.of(WhileAway.PAINTED_BLUE, WhileAway.DELETED, WhileAway.CAME_AND_WENT);
    }

    private CoreV1Api.APIlistNamespacedPodRequest pods(ApiClient client, String namespace) {
        return new CoreV1Api(client).listNamespacedPod(namespace);
    }

    private Call stoppable(Call call) {
        if (state.updateAndGet(now -> new Stoppable(call, now.stopped())).stopped()) {
            call.cancel();
        }
        return call;
    }

    @Override
    public StreamEnd watchFrom(ApiClient client, String namespace, String resourceVersion, Consumer<Change> changes) {
        AtomicReference<String> last = new AtomicReference<>(resourceVersion);
        try (Watch<V1Pod> watch = Watch.createWatch(
                client,
                stoppable(pods(client, namespace)
                        .resourceVersion(resourceVersion)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null)),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            for (Watch.Response<V1Pod> event : watch) {
                if ("ERROR".equals(event.type)) {
                    boolean gone = event.status != null && Integer.valueOf(410).equals(event.status.getCode());
                    return new StreamEnd(gone ? How.GONE : How.BROKEN, last.get());
                }
                Stream.of(Type.values())
                        .filter(type -> type.name().equals(event.type))
                        .map(type -> new Change(type, event.object))
                        .forEach(change -> {
                            guarded(changes).accept(change);
                            last.set(version(change.pod()));
                        });
            }
            return new StreamEnd(How.TIMED_OUT, last.get());
        } catch (ConsumerFailed failed) {
            throw failed.failure;
        } catch (ApiException refused) {
            return new StreamEnd(refused.getCode() == 410 ? How.GONE : How.BROKEN, last.get(), refused);
        } catch (RuntimeException | IOException broken) {
            LOG.debug("The stream broke after {}.", last.get(), broken);
            return new StreamEnd(How.BROKEN, last.get());
        }
    }

    private static Consumer<Change> guarded(Consumer<Change> changes) {
        return change -> {
            try {
                changes.accept(change);
            } catch (RuntimeException failure) {
                throw new ConsumerFailed(failure);
            }
        };
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }

    @Override
    public Duration retryAfter(ApiException refused) {
        Map<String, List<String>> headers = refused.getResponseHeaders();
        return headers == null
                ? Duration.ZERO
                : headers.keySet().stream()
                        .filter("Retry-After"::equalsIgnoreCase)
                        .map(headers::get)
                        .flatMap(List::stream)
                        .filter(value -> value.strip().matches("[0-9]{1,9}"))
                        .map(value -> Duration.parse("PT" + value.strip() + "S"))
                        .findAny()
                        .orElse(Duration.ZERO);
    }

    @Override
    public Duration pause(
            int failures, Duration base, Duration maximum, Duration retryAfter, RandomGenerator random) {
        Duration whole = doubled(base, maximum, failures - 1);
        Duration least = whole.dividedBy(2);
        long most = whole.minus(least).toNanos();
        return Stream.of(retryAfter, least, Duration.ofNanos(Math.round(most * random.nextDouble())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration doubled(Duration time, Duration maximum, int times) {
        if (time.compareTo(maximum) >= 0) {
            return maximum;
        }
        // A time of zero never reaches the maximum, and doubling it changes nothing.
        return times <= 0 || time.isZero() ? time : doubled(time.multipliedBy(2), maximum, times - 1);
    }

    @Override
    public String relist(ApiClient client, String namespace, Map<String, V1Pod> known, Consumer<Change> changes)
            throws ApiException {
        V1PodList list = client.<V1PodList>execute(
                        stoppable(pods(client, namespace).buildCall(null)), V1PodList.class)
                .getData();
        Map<String, V1Pod> now = new LinkedHashMap<>();
        list.getItems().forEach(pod -> now.put(pod.getMetadata().getName(), pod));
        List<Change> differences = Stream.concat(
                        known.entrySet().stream()
                                .filter(entry -> !now.containsKey(entry.getKey()))
                                .map(entry -> new Change(Type.DELETED, entry.getValue())),
                        now.entrySet().stream()
                                .filter(entry -> !known.containsKey(entry.getKey())
                                        || !version(known.get(entry.getKey())).equals(version(entry.getValue())))
                                .map(entry -> new Change(
                                        known.containsKey(entry.getKey()) ? Type.MODIFIED : Type.ADDED,
                                        entry.getValue())))
                .toList();
        known.clear();
        known.putAll(now);
        differences.forEach(changes);
        return list.getMetadata().getResourceVersion();
    }

    /** What stays the same during a follow. */
    private record Job(
            ApiClient client,
            String namespace,
            Duration base,
            Duration maximum,
            Map<String, V1Pod> known,
            Consumer<Change> changes) {

        void rememberAndPass(Change change) {
            if (change.type() == Type.DELETED) {
                known.remove(change.name());
            } else {
                known.put(change.name(), change.pod());
            }
            changes.accept(change);
        }
    }

    @Override
    public void follow(ApiClient client, String namespace, Duration base, Duration maximum, Consumer<Change> changes)
            throws InterruptedException {
        Job job = new Job(client, namespace, base, maximum, new LinkedHashMap<>(), changes);
        Step.runAll(() -> list(job, 0));
    }

    private boolean isStopped() {
        return state.get().stopped();
    }

    private Step list(Job job, int failures) {
        if (isStopped()) {
            return null;
        }
        try {
            String version = relist(job.client(), job.namespace(), job.known(), job.changes());
            return () -> watch(job, version, failures);
        } catch (ApiException refused) {
            return rest(job, failures + 1, retryAfter(refused), () -> list(job, failures + 1));
        }
    }

    private Step watch(Job job, String from, int failures) {
        if (isStopped()) {
            return null;
        }
        long begun = System.nanoTime();
        StreamEnd end = watchFrom(job.client(), job.namespace(), from, job::rememberAndPass);
        Duration lived = Duration.ofNanos(System.nanoTime() - begun);
        boolean useful = !from.equals(end.resourceVersion()) || lived.compareTo(job.maximum()) > 0;
        if (useful && end.how() == How.TIMED_OUT) {
            return () -> watch(job, end.resourceVersion(), 0);
        }
        int now = useful ? 1 : failures + 1;
        Step then = end.how() == How.GONE ? () -> list(job, now) : () -> watch(job, end.resourceVersion(), now);
        return rest(job, now, end.refusal() == null ? Duration.ZERO : retryAfter(end.refusal()), then);
    }

    private Step rest(Job job, int failures, Duration asked, Step then) {
        return () -> {
            Duration time = pause(failures, job.base(), job.maximum(), asked, new Random());
            // A stop leaves a permit.
            return stops.tryAcquire(TimeUnit.MICROSECONDS.convert(time) + 1, TimeUnit.MICROSECONDS) ? null : then;
        };
    }

    @Override
    public void stop() {
        Stoppable last = state.getAndUpdate(now -> new Stoppable(now.call(), true));
        stops.release();
        if (last.call() != null) {
            last.call().cancel();
        }
    }

    @Override
    public void followForAll(
            ApiClient client, String namespace, Duration base, Duration maximum, List<Consumer<Change>> consumers)
            throws InterruptedException {
        List<Consumer<Change>> all = List.copyOf(consumers);
        follow(client, namespace, base, maximum, change -> all.forEach(consumer -> {
            try {
                consumer.accept(change);
            } catch (RuntimeException failure) {
                LOG.warn("A consumer failed on {}.", change.name(), failure);
            }
        }));
    }

    @Override
    public ChangeBuffer buffer(int capacity) {
        return new Line(capacity);
    }

    /** An inner class with a fair lock: whoever waits longest for room gets it first. */
    private static final class Line implements ChangeBuffer {

        private final ReentrantLock lock = new ReentrantLock(true);
        private final Condition changed = lock.newCondition();
        private final LinkedHashMap<String, Change> line = new LinkedHashMap<>();
        private final int capacity;

        Line(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void put(Change change) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!line.containsKey(change.name()) && line.size() >= capacity) {
                    changed.await();
                }
                line.merge(change.name(), change, (old, newer) -> newer);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Change take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (line.isEmpty()) {
                    changed.await();
                }
                String first = line.keySet().iterator().next();
                changed.signalAll();
                return line.remove(first);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int size() {
            lock.lock();
            try {
                return line.size();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public boolean handle(Change change, Consumer<Change> handler, int attempts, Duration pause)
            throws InterruptedException {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts);
        }
        for (int call = 1; ; call++) {
            try {
                handler.accept(change);
                return true;
            } catch (RuntimeException failure) {
                LOG.info("Call {} of {} failed.", call, attempts, failure);
                if (call == attempts) {
                    return false;
                }
            }
            TimeUnit.MICROSECONDS.sleep(TimeUnit.MICROSECONDS.convert(pause));
        }
    }

    @Override
    public SecondChance predictSecondChance() {
        return new SecondChance(0, 1);
    }
}
