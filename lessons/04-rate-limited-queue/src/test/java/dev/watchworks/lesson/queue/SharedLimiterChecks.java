package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 8: one limiter for several workers. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class SharedLimiterChecks {

    private static final String KEY = "shop/web";

    /** On two processors, two threads meet in an unsafe limiter long before so many failures. */
    private static final int FAILURES = 50_000;

    /** On one processor, two threads meet only when they take turns, and about every third turn is inside a call. */
    private static final int TURNS = 40;

    /** Ends the wait for turns on a machine that hardly lets the two threads run. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    @Step(value = 8, order = 6)
    void countsTheFailuresOfSeveralWorkers(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter =
                RateLimiterChecks.limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        AtomicInteger ofFirst = new AtomicInteger();
        AtomicInteger ofSecond = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        BackgroundTask first = lab.start("worker-1", () -> fail(limiter, ofFirst, ofSecond, enough));
        BackgroundTask second = lab.start("worker-2", () -> fail(limiter, ofSecond, ofFirst, enough));
        lab.expect("two threads to report the failures of a key to the limiter, at the same time")
                .within(Duration.ofSeconds(20))
                .until(() -> !first.isRunning() && !second.isRunning())
                .otherwise(() -> "a thread did not come back from the limiter");
        int reported = ofFirst.get() + ofSecond.get();
        int counted = limiter.numRequeues(KEY);
        lab.expect("numRequeues to be the number of failures that two threads reported at the same time")
                .because(
                        "several workers use the limiter at the same time, so reading and writing its count must be one"
                                + " step: use a lock, or one atomic operation")
                .now(() -> counted == reported)
                .otherwise(() -> "it is " + (counted < reported ? "smaller" : "greater")
                        + ", because two threads changed the count at the same time");
    }

    /** Reports failures until one of the two threads has met the other one often enough. */
    private static void fail(
            RateLimiter<String> limiter, AtomicInteger own, AtomicInteger other, AtomicBoolean enough) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        int turns = 0;
        int seen = other.get();
        while (!enough.get() && System.nanoTime() < deadline) {
            limiter.when(KEY);
            int mine = own.incrementAndGet();
            int theirs = other.get();
            turns += theirs == seen ? 0 : 1;
            seen = theirs;
            if (mine >= FAILURES && turns >= TURNS) {
                enough.set(true);
            }
        }
    }
}
