package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.DefaultRateLimitingQueue;
import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 9: workers without keys, and workers with very many. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class IdleWorkerChecks {

    /** A worker that calls itself for each key has no stack left long before this number. */
    private static final int BURST = 50_000;

    @Step(value = 9, order = 4)
    void waitsInGetWhileTheQueueIsEmpty(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        List<String> worked = new CopyOnWriteArrayList<>();
        WorkerChecks.start(lab, answer, 1, queue, worked::add);
        expectWaiting(lab, queue, others);
        queue.add("shop/a");
        lab.expect("work on `shop/a`, which was added while the worker waited")
                .until(() -> worked.equals(List.of("shop/a")))
                .otherwise(() -> "your code worked on " + worked);
        expectWaiting(lab, queue, others);
        queue.add("shop/b");
        lab.expect("work on `shop/b`, which was added after the queue was empty for a moment")
                .because("an empty queue is not the end; the worker ends when `processNextItem` returns false")
                .until(() -> worked.equals(List.of("shop/a", "shop/b")))
                .otherwise(() -> "your code worked on " + worked);
    }

    private static void expectWaiting(Lab lab, RecordingQueue queue, Set<Thread> others) throws Exception {
        lab.expect("a worker to wait in `get` while the queue is empty")
                .because(() -> others.containsAll(lab.threads())
                        ? "an empty queue is not the end; a worker ends when `processNextItem` returns false"
                        : "`get` waits without processor time until there is a key; a loop that asks the queue again and"
                                + " again keeps a processor busy")
                .until(() -> queue.threadsInGet() > 0)
                .otherwise(() -> others.containsAll(lab.threads())
                        ? "your worker has ended"
                        : "your worker runs, and is not in `get`");
    }

    @Step(value = 9, order = 5)
    void worksThroughABurstOfKeys(Lab lab, QueueLesson answer) throws Exception {
        ExecutorService delays = Executors.newSingleThreadExecutor();
        RateLimitingQueue<String> queue = new DefaultRateLimitingQueue<>(delays);
        lab.atEnd(() -> {
            queue.shutDown();
            delays.shutdownNow();
        });
        for (int number = 1; number <= BURST; number++) {
            queue.add("shop/web-" + number);
        }
        AtomicInteger worked = new AtomicInteger();
        WorkerChecks.start(lab, answer, 2, queue, key -> worked.incrementAndGet());
        lab.expect("work on " + BURST + " keys that wait in the queue when the workers start")
                .because("a worker is a loop, and needs no more memory after many keys than after one")
                .until(() -> worked.get() == BURST)
                .otherwise(() -> "there was work on " + worked + " keys");
    }

    @Step(value = 9, order = 6)
    void endsAWorkerThatIsInterrupted(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        Set<Thread> others = Set.copyOf(lab.threads());
        List<String> worked = new CopyOnWriteArrayList<>();
        WorkerChecks.start(lab, answer, 1, queue, worked::add);
        expectWaiting(lab, queue, others);
        lab.threads().stream().filter(thread -> !others.contains(thread)).forEach(Thread::interrupt);
        lab.expect("a worker that waits in `get` to end after an interrupt")
                .because(
                        "an interrupt asks the worker to end; the InterruptedException of `processNextItem` is the end of"
                                + " its loop")
                .untilStable(Duration.ofMillis(50), () -> queue.threadsInGet() == 0)
                .otherwise(() -> "the worker waits in `get` again");
        queue.add("shop/web");
        lab.expect("no work on a key that is added after the only worker was interrupted")
                .during(Duration.ofMillis(50), worked::isEmpty)
                .otherwise(() -> "your code worked on " + worked);
    }
}
