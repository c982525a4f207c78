package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.concurrent.atomic.AtomicInteger;

/** Steps 4 and 5: what comes after the work. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class RetryChecks {

    private static final String KEY = "shop/web";

    private static final String DROPPED = "Dropping deployment \"shop/web\" out of the queue: no such image";

    private static final Exception FAILURE = new IllegalStateException("no such image");

    @Step(4)
    void forgetsTheFailuresOfAKeyThatSucceeded(Lab lab, QueueLesson answer) throws Exception {
        WatchedQueue queue = WatchedQueue.slow(lab);
        requeue(queue, KEY, 3);
        answer.handleErr(queue, KEY, null);
        lab.expect("no requeue of `shop/web` to be counted after its work succeeded")
                .because("what is not forgotten counts for ever: years later one more failure would be the last")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> queue.numRequeues(KEY) + " are still counted; " + queue.inWords());
        expectNotPutBack(lab, queue, "after its work succeeded");
        lab.expect("no line for a success")
                .now(() -> lab.output().lines().isEmpty())
                .otherwise(() -> lab.output().inWords());
    }

    @Step(4)
    void putsAKeyThatFailedBackWithRateLimiting(Lab lab, QueueLesson answer) throws Exception {
        WatchedQueue queue = WatchedQueue.slow(lab);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("one requeue of `shop/web` to be counted after one failure")
                .because("only addRateLimited counts, and makes the key wait longer each time; with add it would fail "
                        + "again at once, thousands of times a second")
                .now(() -> queue.numRequeues(KEY) == 1)
                .otherwise(() -> queue.numRequeues(KEY) + " are counted; " + queue.inWords());
        lab.expect("`shop/web` to wait: this queue's limiter says an hour")
                .now(() -> queue.length() == 0)
                .otherwise(() -> "it can be had at once; " + queue.inWords());
    }

    @Step(4)
    void printsTheNumberOfTheRetry(Lab lab, QueueLesson answer) throws Exception {
        WatchedQueue queue = WatchedQueue.slow(lab);
        for (int retry = 0; retry < 5; retry++) {
            answer.handleErr(queue, KEY, FAILURE);
            String line = "Retry " + retry + " for key shop/web";
            int lines = retry + 1;
            lab.expect("the line `" + line + "` for failure " + lines + " of this key")
                    .because("N is how often this key was put back before; the queue counts that for each key")
                    .now(() -> lab.output().has(line) && lab.output().lines().size() == 2 * lines - 1)
                    .otherwise(() -> lab.output().inWords());
            // the failures of another key, in between, are none of this key's
            answer.handleErr(queue, "shop/api", FAILURE);
        }
        lab.expect("five requeues of `shop/web` to be counted after five failures")
                .now(() -> queue.numRequeues(KEY) == 5)
                .otherwise(() -> queue.numRequeues(KEY) + " are counted; " + queue.inWords());
    }

    @Step(5)
    void givesAKeyUpAndSaysWhy(Lab lab, QueueLesson answer) throws Exception {
        WatchedQueue queue = WatchedQueue.slow(lab);
        requeue(queue, KEY, 5);
        answer.drop(queue, KEY, FAILURE);
        lab.expect("the line `" + DROPPED + "`")
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().inWords());
        expectForgotten(lab, queue);
        expectNotPutBack(lab, queue, "after it was given up");
    }

    @Step(5)
    void givesUpAfterFiveRequeues(Lab lab, QueueLesson answer) throws Exception {
        dropAnything(lab, answer);
        WatchedQueue queue = WatchedQueue.slow(lab);
        requeue(queue, KEY, 5);
        int before = lab.output().lines().size();
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("`handleErr` to give a key up that was put back five times and fails again")
                .because("five is where the article stops; a key that never succeeds must not be tried for ever")
                .now(() -> lab.output().has(DROPPED))
                .otherwise(() -> "your code printed "
                        + lab.output().lines().stream().skip(before).toList());
        expectForgotten(lab, queue);
        expectNotPutBack(lab, queue, "after it was given up");
    }

    @Step(5)
    void makesSixAttemptsInAll(Lab lab, QueueLesson answer) throws Exception {
        dropAnything(lab, answer);
        WatchedQueue queue = WatchedQueue.fast(lab);
        AtomicInteger attempts = new AtomicInteger();
        QueueLesson.Work hopeless = key -> {
            attempts.incrementAndGet();
            throw FAILURE;
        };
        lab.start("worker", () -> {
            while (answer.processNextItem(queue, hopeless, (key, error) -> answer.handleErr(queue, key, error))) {
                // until the check's end
            }
        });
        for (int round = 1; round <= 2; round++) {
            int rounds = round;
            queue.add(KEY);
            lab.expect("six attempts at a key that always fails, then the line `" + DROPPED + "`")
                    .because(
                            round == 1
                                    ? "the first attempt, and one after each of five requeues"
                                    : "a new event gives the key a new start: its old failures are forgotten")
                    .until(() -> lab.output().count(DROPPED) == rounds)
                    .otherwise(() -> "there were " + attempts + " attempts; "
                            + lab.output().inWords());
            lab.expect("six attempts for each event, not fewer and not more")
                    .now(() -> attempts.get() == 6 * rounds)
                    .otherwise(() -> "there were " + attempts + " after " + (rounds == 1 ? "one event" : "two events"));
        }
        for (int retry = 0; retry < 5; retry++) {
            String line = "Retry " + retry + " for key shop/web";
            lab.expect("the line `" + line + "` once for each of two events")
                    .now(() -> lab.output().count(line) == 2)
                    .otherwise(() -> "it was printed " + lab.output().count(line) + " times");
        }
    }

    /** The step's own marker comes first, before the steps that lead there. */
    private static void dropAnything(Lab lab, QueueLesson answer) {
        answer.drop(WatchedQueue.slow(lab), "shop/other", FAILURE);
    }

    private static void requeue(WatchedQueue queue, String key, int times) {
        for (int number = 0; number < times; number++) {
            queue.addRateLimited(key);
        }
        queue.fresh();
    }

    private static void expectForgotten(Lab lab, WatchedQueue queue) throws Exception {
        lab.expect("no requeue of `shop/web` to be counted after it was given up")
                .because("the next event for this deployment deserves a new start, with all its retries")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> queue.numRequeues(KEY) + " are still counted; " + queue.inWords());
    }

    private static void expectNotPutBack(Lab lab, WatchedQueue queue, String when) throws Exception {
        lab.expect("`shop/web` not to be put back " + when)
                .now(() -> queue.uses().stream().noneMatch(use -> use.startsWith("add")))
                .otherwise(queue::inWords);
    }
}
