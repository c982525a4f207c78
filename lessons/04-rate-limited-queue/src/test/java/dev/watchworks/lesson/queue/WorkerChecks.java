package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 9: workers. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class WorkerChecks {

    /** Long enough for a worker too many to take a key. */
    private static final Duration SHORT_TIME = Duration.ofMillis(200);

    @Step(value = 9, order = 1)
    void worksOnOneKeyForEachWorkerAtTheSameTime(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = new BlockingWork(lab);
        int others = lab.threads().size();
        start(lab, answer, 3, queue, work);
        List<String> keys = List.of("shop/a", "shop/b", "shop/c", "shop/d", "shop/e");
        keys.forEach(queue::add);
        lab.expect("three keys in work at the same time with three workers")
                .because(
                        "while one worker waits, the others must work; each worker is a separate thread, and none needs a lock,"
                                + " because the queue never gives one key to two workers")
                .until(() -> work.inProgress().size() >= 3)
                .otherwise(() -> describe(lab.threads().size() - others, work, queue));
        lab.expect("at most three keys in work at the same time with three workers")
                .because("the number of workers limits the load that your controller makes")
                .during(SHORT_TIME, () -> work.maxConcurrent() <= 3)
                .otherwise(() -> work.maxConcurrent() + " keys were in work at the same time");
        work.release();
        lab.expect("work on all five keys, once each")
                .because(
                        "after one key, a worker takes the next one: it calls `processNextItem` in a loop, as long as the"
                                + " result is true")
                .until(() -> work.finished().size() == 5 && work.finished().containsAll(keys))
                .otherwise(() -> "the work ended " + work.finished().size() + " times, and " + queue.length()
                        + " keys were left in the queue");
    }

    @Step(value = 9, order = 2)
    void neverWorksOnAKeyTwiceAtOnce(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork work = new BlockingWork(lab);
        start(lab, answer, 3, queue, work);
        queue.add("shop/web");
        lab.expect("work on `shop/web`")
                .until(() -> work.inProgress().contains("shop/web"))
                .otherwise(() -> "no worker took the key from the queue");
        queue.add("shop/web");
        lab.expect("`shop/web` to wait, after it was added again, until the work on it has ended")
                .because(
                        "two workers on the same deployment undo each other's changes; the queue prevents this if `done` is "
                                + "the last call")
                .during(SHORT_TIME, () -> work.inProgress().size() == 1)
                .otherwise(() -> "the keys in work were " + work.inProgress());
        work.release();
        lab.expect("work on `shop/web` a second time afterwards, because it was added during the work")
                .until(() -> work.finished().size() == 2)
                .otherwise(() -> "the work ended for " + work.finished());
    }

    @Step(value = 9, order = 3)
    void takesOtherKeysAfterAFailure(Lab lab, QueueLesson answer) throws Exception {
        // There is one worker, and a failed key waits for an hour: a worker that sleeps never takes the next key.
        RecordingQueue queue = RecordingQueue.slow(lab);
        List<String> finished = new CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        int others = lab.threads().size();
        start(lab, answer, 1, queue, key -> {
            if (key.equals("shop/poison")) {
                attempts.incrementAndGet();
                throw new IllegalStateException("no such image");
            }
            finished.add(key);
        });
        queue.add("shop/poison");
        queue.add("shop/a");
        queue.add("shop/b");
        lab.expect("work on `shop/a` and `shop/b`, although the key before them failed")
                .because(() -> lab.threads().size() > others
                        ? "a failed key waits in the queue, and the worker takes the next key"
                        : "a worker calls `processNextItem` in a loop, and takes the next key after a failure too")
                .until(() -> finished.equals(List.of("shop/a", "shop/b")))
                .otherwise(() -> (finished.isEmpty() ? "there was none" : "there was only work on " + finished)
                        + "; `shop/poison` was tried " + (attempts.get() > 1 ? "again and again" : "once"));
        lab.expect("one attempt at `shop/poison`, because a failed key waits for an hour in this queue")
                .because(
                        "put a failed key back into the queue; if the worker itself tries it again and again, the other keys"
                                + " have to wait")
                .now(() -> attempts.get() == 1)
                .otherwise(() -> "there were " + attempts + " attempts");
        lab.expect("the line `Retry 0 for key shop/poison` from `handleErr`")
                .because("use `handleErr` for `afterwards`: step 7 decides what happens after the work")
                .until(() -> lab.output().has("Retry 0 for key shop/poison"))
                .otherwise(() -> lab.output().describe());
    }

    private static String describe(int threads, BlockingWork work, RecordingQueue queue) {
        // The description has no names of keys, because they depend on the threads.
        int keys = work.inProgress().size();
        String inWork = (keys == 1 ? "one key was in work" : keys + " keys were in work") + ", and " + queue.length()
                + " keys waited in the queue";
        return threads >= 3
                ? inWork + ", while " + threads + " threads of your code waited for each other"
                : inWork + ", because your code has started only " + threads + (threads == 1 ? " thread" : " threads");
    }

    static void start(Lab lab, QueueLesson answer, int count, RateLimitingQueue<String> queue, QueueLesson.Work work)
            throws Exception {
        // The next step is about ending the workers.
        lab.allowLeftoverThreads();
        BackgroundTask starting = lab.start("startWorkers", () -> answer.startWorkers(count, queue, work));
        lab.expect("`startWorkers` to return at once")
                .because("each worker is a separate thread, so the caller can continue")
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it had not returned after five seconds");
    }
}
