package dev.watchworks.apiserver.controllers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.storage.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Deque<Runnable> alarms = new ArrayDeque<>();
    private final Executor later = tasks::add;
    private final Timers timers = new Timers() {
        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            delays.add(delay);
            alarms.add(task);
            return () -> alarms.remove(task);
        }

        @Override
        public void close() {}
    };

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void aKeyThatIsAddedOftenIsProcessedOnce() {
        List<String> seen = new ArrayList<>();
        try (WorkQueue<String> queue = new WorkQueue<>(later, timers, seen::add)) {
            queue.add("a");
            queue.add("b");
            queue.add("a");
            runAll();
            assertThat(seen).containsExactly("a", "b");
        }
    }

    @Test
    void aKeyThatIsAddedWhileItIsProcessedIsProcessedAgainAfterwards() {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger nested = new AtomicInteger();
        @SuppressWarnings("unchecked")
        WorkQueue<String>[] queue = new WorkQueue[1];
        queue[0] = new WorkQueue<>(later, timers, key -> {
            if (calls.incrementAndGet() == 1) {
                queue[0].add(key);
                nested.set(tasks.size());
            }
        });
        queue[0].add("a");
        runAll();
        assertThat(nested).hasValue(0);
        assertThat(calls).hasValue(2);
        queue[0].close();
    }

    @Test
    void eachRateLimitedAddDoublesTheDelay() {
        try (WorkQueue<String> queue = new WorkQueue<>(later, timers, key -> {})) {
            for (int add = 0; add < 3; add++) {
                queue.addRateLimited("a");
                alarms.remove().run();
                runAll();
            }
            assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20));
        }
    }

    @Test
    void forgetResetsTheDelay() {
        try (WorkQueue<String> queue = new WorkQueue<>(later, timers, key -> {})) {
            queue.addRateLimited("a");
            alarms.remove().run();
            queue.forget("a");
            queue.addRateLimited("a");
            assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(5));
        }
    }

    @Test
    void theDelayNeverExceedsTheLongest() {
        try (WorkQueue<String> queue = new WorkQueue<>(later, timers, key -> {})) {
            for (int add = 0; add < 40; add++) {
                queue.addRateLimited("a");
                alarms.remove().run();
                runAll();
            }
            assertThat(delays.get(39)).isEqualTo(Duration.ofSeconds(1000));
            assertThat(delays).isSorted();
        }
    }

    @Test
    void oneKeyIsNeverProcessedTwiceAtATime() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(200);
        try (ControllerThreads threads = new ControllerThreads();
                WorkQueue<String> queue = new WorkQueue<>(threads, timers, key -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    seen.countDown();
                })) {
            while (seen.getCount() > 0) {
                queue.add("a");
            }
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void aClosedQueueProcessesNothing() {
        List<String> seen = new ArrayList<>();
        WorkQueue<String> queue = new WorkQueue<>(later, timers, seen::add);
        queue.add("a");
        queue.addAfter("b", Duration.ofSeconds(1));
        queue.close();
        runAll();
        queue.add("c");
        runAll();
        assertThat(seen).isEmpty();
        assertThat(alarms).isEmpty();
    }
}
