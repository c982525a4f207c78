package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;

/** Step 8: one limiter for several workers, and several limiters. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class SharedLimiterChecks {

    private static final String KEY = "shop/web";

    private static final int WORKERS = 2;

    /** So many that two threads meet in an unsafe limiter, even if they share one processor. */
    private static final int FAILURES = 100_000;

    @Step(value = 8, order = 5)
    void makesASeparateLimiterEachTime(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> slow = RateLimiterChecks.limiter(lab, answer, Duration.ofSeconds(1), Duration.ofHours(1));
        RateLimiter<String> fast = RateLimiterChecks.limiter(lab, answer, Duration.ofMillis(1), Duration.ofHours(1));
        slow.when(KEY);
        slow.when(KEY);
        Duration wait = fast.when(KEY);
        lab.expect("a wait of 1 ms from a second limiter, after two failures in a first one")
                .because("each queue has a limiter of its own, with its own waits and its own counts")
                .now(() -> wait.equals(Duration.ofMillis(1)))
                .otherwise(() -> "the wait was " + wait.toMillis() + " ms");
    }

    @Step(value = 8, order = 6)
    void countsTheFailuresOfSeveralWorkers(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter =
                RateLimiterChecks.limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        CyclicBarrier together = new CyclicBarrier(WORKERS + 1);
        for (int number = 1; number <= WORKERS; number++) {
            lab.start("worker-" + number, () -> {
                together.await();
                for (int failure = 0; failure < FAILURES; failure++) {
                    limiter.when(KEY);
                }
                together.await();
            });
        }
        together.await();
        together.await();
        int counted = limiter.numRequeues(KEY);
        lab.expect("numRequeues to be " + WORKERS * FAILURES + " after two threads reported " + FAILURES
                        + " failures each")
                .because("several workers use the limiter at the same time, so reading and writing its count must be one"
                        + " step: use a lock, or one atomic operation")
                .now(() -> counted == WORKERS * FAILURES)
                .otherwise(() -> "it is " + (counted < WORKERS * FAILURES ? "smaller" : "greater")
                        + ", so two threads have overwritten each other's counts");
    }
}
