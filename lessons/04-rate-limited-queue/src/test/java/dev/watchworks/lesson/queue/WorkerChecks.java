package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 9: workers. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class WorkerChecks {

    /** Long enough for a worker that should not be there to take a key. */
    private static final Duration A_WHILE = Duration.ofMillis(200);

    @Step(9)
    void worksOnAsManyKeysAtOnceAsThereAreWorkers(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        int others = lab.threads().size();
        start(lab, answer, 3, queue, desk);
        List<String> keys = List.of("shop/a", "shop/b", "shop/c", "shop/d", "shop/e");
        keys.forEach(queue::add);
        lab.expect("three keys in work at once with three workers, while none of them is finished")
                .because(
                        "a worker that waits for the network must not keep the others from their keys. Each is a thread of"
                                + " its own, and none of them needs a lock: the queue gives no key to two of them")
                .until(() -> desk.inProgress().size() >= 3)
                .otherwise(() -> describe(lab.threads().size() - others, desk, queue));
        lab.expect("no more than three keys in work at once with three workers")
                .because("the number of workers is the limit of the load that your controller makes")
                .during(A_WHILE, () -> desk.maxConcurrent() <= 3)
                .otherwise(() -> desk.maxConcurrent() + " were in work at once");
        desk.release();
        lab.expect("all five keys to be worked on, once each")
                .because(
                        "a worker that is done with one key takes the next: it is a loop around `processNextItem`, which"
                                + " ends when that says false")
                .until(() -> desk.finished().size() == 5 && desk.finished().containsAll(keys))
                .otherwise(() -> "the work ended " + desk.finished().size() + " times, and " + queue.length()
                        + " keys were left in the queue");
    }

    @Step(9)
    void neverWorksOnAKeyTwiceAtOnce(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        BlockingWork desk = new BlockingWork(lab);
        start(lab, answer, 3, queue, desk);
        queue.add("shop/web");
        lab.expect("work on `shop/web`")
                .until(() -> desk.inProgress().contains("shop/web"))
                .otherwise(() -> "nobody took the key from the queue");
        queue.add("shop/web");
        lab.expect("`shop/web`, added again, to wait until the work on it has ended")
                .because("two workers at the same deployment undo each other's work; the queue prevents it as long as "
                        + "`done` comes last")
                .during(A_WHILE, () -> desk.inProgress().size() == 1)
                .otherwise(() -> "in work were " + desk.inProgress());
        desk.release();
        lab.expect("`shop/web` to be worked on a second time afterwards, for it was added meanwhile")
                .until(() -> desk.finished().size() == 2)
                .otherwise(() -> "the work ended for " + desk.finished());
    }

    @Step(9)
    void doesNotLetAPoisonKeyHoldUpTheOthers(Lab lab, QueueLesson answer) throws Exception {
        // one worker, and an hour to wait after a failure: whoever waits by sleeping never comes to the next key
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
        lab.expect("the work on `shop/a` and `shop/b`, although the key before them failed")
                .because(() -> lab.threads().size() > others
                        ? "a key that failed waits in the queue, not in the worker"
                        : "a worker is a loop around `processNextItem`: it takes the next key after a failure, too")
                .until(() -> finished.equals(List.of("shop/a", "shop/b")))
                .otherwise(() -> (finished.isEmpty() ? "there was none" : "there was work on " + finished + " alone")
                        + "; `shop/poison` was tried " + (attempts.get() > 1 ? "again and again" : "once"));
        lab.expect("one attempt at `shop/poison`: this queue lets it wait for an hour before the next")
                .because(
                        "whoever tries a key again and again by himself goes round the queue, and keeps the worker from the"
                                + " others")
                .now(() -> attempts.get() == 1)
                .otherwise(() -> "there were " + attempts + " attempts");
        lab.expect("the line `Retry 0 for key shop/poison`, as `handleErr` prints it")
                .because("what comes after the work is step 7's: without it, a failure is lost here too")
                .until(() -> lab.output().has("Retry 0 for key shop/poison"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(9)
    void triesADeploymentOfTheClusterSixTimes(Lab lab, QueueLesson answer) throws Exception {
        lab.cluster().createDeployment("test-deployment", 0);
        lab.cluster().createDeployment("web", 2);
        RecordingQueue queue = RecordingQueue.fast(lab);
        var indexer = Deployments.cacheWith(lab, "test-deployment", "web");
        start(lab, answer, 2, queue, key -> answer.syncToStdout(indexer, key, Duration.ofMillis(1)));
        String key = lab.namespace() + "/test-deployment";
        queue.add(key);
        queue.add(lab.namespace() + "/web");
        String dropped =
                "Dropping deployment \"" + key + "\" out of the queue: simulated error for deployment test-deployment";
        lab.expect("the line `" + dropped + "` for the deployment that never succeeds")
                .until(() -> lab.output().has(dropped))
                .otherwise(() -> lab.output().describe());
        String attempt = "Sync/Add/Update for Deployment test-deployment, Replicas: 0";
        lab.expect("six attempts, so six lines `" + attempt + "`")
                .now(() -> lab.output().count(attempt) == 6)
                .otherwise(() -> "that line was printed " + lab.output().count(attempt) + " times");
        lab.expect("one line for the deployment web")
                .until(() -> lab.output().count("Sync/Add/Update for Deployment web, Replicas: 2") == 1)
                .otherwise(() -> lab.output().describe());
    }

    private static String describe(int threads, BlockingWork desk, RecordingQueue queue) {
        // which one it is depends on the threads
        int keys = desk.inProgress().size();
        String inWork = (keys == 1 ? "in work was one key alone" : "in work were " + keys + " keys") + ", and "
                + queue.length() + " keys waited in the queue";
        return threads >= 3
                ? inWork + ", while " + threads + " threads of your code stood and waited for each other"
                : inWork + ", for your code had started " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static void start(Lab lab, QueueLesson answer, int count, RecordingQueue queue, QueueLesson.Work work)
            throws Exception {
        // how to end the workers is the next step
        lab.allowLeftoverThreads();
        BackgroundTask starting = lab.start("startWorkers", () -> answer.startWorkers(count, queue, work));
        lab.expect("`startWorkers` to return at once")
                .because("the workers are threads of their own; whoever starts them has other things to do")
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it was not back after five seconds");
    }
}
