package dev.watchworks.workbook.traps;

import static dev.watchworks.workbook.traps.ExperimentFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.extended.workqueue.DefaultRateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.DefaultControllerRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("threads of client-java")
class QueueTrapsTest {

    private final ChapterTranscript said = new ChapterTranscript();
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void theDefaultLimiterAllowsTenAMinute() throws Exception {
        DefaultControllerRateLimiter<String> limiter = new DefaultControllerRateLimiter<>();
        List<Long> delays = new ArrayList<>();
        for (int item = 1; item <= 130; item++) {
            delays.add(Math.round(limiter.when("item-" + item).toMillis() / 1000.0));
        }
        for (int item : List.of(1, 100, 110, 120, 130)) {
            said.say("item %3d may come in %3d s", item, delays.get(item - 1));
        }
        said.assertInChapter("default-limiter");
    }

    @Test
    void fewerThanFiveRequeuesAreSixAttempts() throws Exception {
        ItemExponentialFailureRateLimiter<String> limiter =
                new ItemExponentialFailureRateLimiter<>(Duration.ofMillis(5), Duration.ofSeconds(1000));
        int attempts = 1;
        List<Long> delays = new ArrayList<>();
        while (limiter.numRequeues("default/web") < 5) {
            delays.add(limiter.when("default/web").toMillis());
            attempts++;
        }
        said.say("attempts: %d, with these delays in ms between them: %s", attempts, delays);
        said.assertInChapter("six-attempts");
    }

    @Test
    void aThousandItemsCanWaitAndTheRestIsLost() throws Exception {
        DefaultRateLimitingQueue<Integer> queue = new DefaultRateLimitingQueue<>(executor);
        for (int item = 0; item < 5_000; item++) {
            queue.addAfter(item, Duration.ofMillis(500));
        }
        until("what waited has come", () -> queue.length() >= 1_000);
        executor.awaitTermination(2, java.util.concurrent.TimeUnit.SECONDS);
        int came = queue.length();
        queue.shutDown();
        assertThat(came).isLessThan(5_000);
        said.say("5000 went in with a delay; all came out: %s", came == 5_000);
        said.assertInChapter("add-after");
    }

    @Test
    void aQueueOfItsOwnKeepsTheJvmAlive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        DefaultRateLimitingQueue<String> queue = new DefaultRateLimitingQueue<>();
        until("its thread lives", () -> !startedSince(before).isEmpty());
        queue.shutDown();
        executor.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS);
        List<Thread> left = startedSince(before);
        said.say(
                "a second after shutDown(): threads that are no daemons: %d",
                left.stream().filter(thread -> !thread.isDaemon()).count());
        said.assertInChapter("queue-thread");
    }

    @Test
    void aQueueThatIsShutDownDrainsAndThenGivesNull() throws Exception {
        DefaultRateLimitingQueue<String> queue = new DefaultRateLimitingQueue<>(executor);
        queue.add("default/first");
        queue.addAfter("default/later", Duration.ofSeconds(1));
        queue.shutDown();
        queue.add("default/too-late");
        for (int turn = 0; turn < 2; turn++) {
            String key = queue.get();
            said.say("get(): %s", key);
            if (key != null) {
                queue.done(key);
            }
        }
        said.assertInChapter("shut-down");
    }

    private static List<Thread> startedSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> List.of(thread.getStackTrace()).toString().contains("workqueue"))
                .toList();
    }
}
