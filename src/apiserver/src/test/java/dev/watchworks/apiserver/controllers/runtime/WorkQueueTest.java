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
    void aKeyThatIsAddedOftenIsLookedAtOnce() {
        List<String> seen = new ArrayList<>();
        try (WorkQueue<String> queue = new WorkQueue<>("test", later, timers, seen::add)) {
            queue.add("a");
            queue.add("b");
            queue.add("a");
            runAll();
            assertThat(seen).containsExactly("a", "b");
        }
    }

    @Test
    void aKeyThatIsAddedWhileItIsLookedAtIsLookedAtAgainAfterwards() {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger nested = new AtomicInteger();
        @SuppressWarnings("unchecked")
        WorkQueue<String>[] queue = new WorkQueue[1];
        queue[0] = new WorkQueue<>("test", later, timers, key -> {
            if (looks.incrementAndGet() == 1) {
                queue[0].add(key);
                nested.set(tasks.size());
            }
        });
        queue[0].add("a");
        runAll();
        assertThat(nested).hasValue(0);
        assertThat(looks).hasValue(2);
        queue[0].close();
    }

    @Test
    void afterEveryFailureTheWaitIsTwiceAsLong() {
        try (WorkQueue<String> queue = new WorkQueue<>("test", later, timers, key -> {
            throw new StaleSnapshotException("always");
        })) {
            queue.add("a");
            runAll();
            alarms.remove().run();
            runAll();
            alarms.remove().run();
            runAll();
            assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20));
        }
    }

    @Test
    void aSuccessMakesTheNextFailureTheFirst() {
        AtomicInteger looks = new AtomicInteger();
        try (WorkQueue<String> queue = new WorkQueue<>("test", later, timers, key -> {
            if (looks.incrementAndGet() != 2) {
                throw new StaleSnapshotException("not the second time");
            }
        })) {
            queue.add("a");
            runAll();
            alarms.remove().run();
            runAll();
            queue.add("a");
            runAll();
            assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(5));
        }
    }

    @Test
    void oneKeyIsNeverLookedAtTwiceAtATime() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(200);
        try (ControllerThreads threads = new ControllerThreads();
                WorkQueue<String> queue = new WorkQueue<>("test", threads, timers, key -> {
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
    void aClosedQueueLooksAtNothing() {
        List<String> seen = new ArrayList<>();
        WorkQueue<String> queue = new WorkQueue<>("test", later, timers, seen::add);
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
