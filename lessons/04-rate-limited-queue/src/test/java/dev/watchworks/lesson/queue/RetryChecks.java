package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 7: what comes after the work. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class RetryChecks {

    private static final String KEY = "shop/web";

    private static final String DROPPED = "Dropping deployment \"shop/web\" out of the queue: no such image";

    private static final Exception FAILURE = new IllegalStateException("no such image");

    private static final String NUMBER =
            "N is how often this key was put back before: ask numRequeues before addRateLimited, which counts one more";

    /** Twice what is asked for: who gets there does not stop by himself. */
    private static final int FOR_EVER = 12;

    @Step(7)
    void forgetsTheFailuresOfAKeyThatSucceeded(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        requeue(queue, KEY, 3);
        answer.handleErr(queue, KEY, null);
        lab.expect("no requeue of `shop/web` to be counted after its work succeeded")
                .because("what is not forgotten counts for ever: years later one more failure would be the last")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> queue.numRequeues(KEY) + " are still counted; " + queue.describe());
        expectNotPutBack(lab, queue, "after its work succeeded");
        lab.expect("`handleErr` not to say `done`")
                .because(
                        "processNextItem says it, last of all; said twice, it hands a key out once too often, and perhaps to"
                                + " two workers at once")
                .now(() -> queue.uses().stream().noneMatch(use -> use.startsWith("done")))
                .otherwise(queue::describe);
        lab.expect("no line for a success")
                .now(() -> lab.output().lines().isEmpty())
                .otherwise(() -> lab.output().describe());
    }

    @Step(7)
    void putsAKeyThatFailedBackWithRateLimiting(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("one requeue of `shop/web` to be counted after one failure, by addRateLimited")
                .because(whyNotCounted(queue))
                .now(() -> queue.numRequeues(KEY) == 1)
                .otherwise(() -> queue.numRequeues(KEY) + " are counted; " + queue.describe());
        lab.expect("`shop/web` to wait: this queue's limiter says an hour")
                .because("what just failed will fail again at once, thousands of times a second")
                .now(() -> queue.length() == 0)
                .otherwise(() -> "it can be had at once; " + queue.describe());
    }

    private static String whyNotCounted(RecordingQueue queue) {
        String uses = String.join(" ", queue.uses());
        if (uses.contains("add(")) {
            return "add puts the key back without a pause and counts nothing: it fails again at once, thousands of times a"
                    + " second, and is never given up";
        }
        if (uses.contains("addAfter(")) {
            return "addAfter waits as long as you say and counts nothing: the wait never grows, and the key is never given"
                    + " up";
        }
        if (!uses.contains("addRateLimited(")) {
            return "this is the second chance that the informer did not give: whoever does not put the key back has lost"
                    + " its event";
        }
        return "one failure is put back once";
    }

    @Step(7)
    void printsTheNumberOfTheRetry(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        for (int retry = 0; retry < 5; retry++) {
            queue.fresh();
            answer.handleErr(queue, KEY, FAILURE);
            String line = "Retry " + retry + " for key shop/web";
            int lines = retry + 1;
            String why = whyNumber(lab, queue, retry);
            lab.expect("the line `" + line + "` for failure " + lines + " of this key")
                    .because(why)
                    .now(() -> lab.output().has(line) && lab.output().lines().size() == 2 * lines - 1)
                    .otherwise(() -> lab.output().describe());
            // the failures of another key, in between, are none of this key's
            answer.handleErr(queue, "shop/api", FAILURE);
        }
        lab.expect("five requeues of `shop/web` to be counted after five failures")
                .now(() -> queue.numRequeues(KEY) == 5)
                .otherwise(() -> queue.numRequeues(KEY) + " are counted; " + queue.describe());
    }

    private static String whyNumber(Lab lab, RecordingQueue queue, int retry) {
        if (lab.output().has(DROPPED)) {
            return "the key was given up after " + retry
                    + " requeues; it is to be put back five times, so that there are" + " six attempts in all";
        }
        if (queue.uses().stream().anyMatch(use -> use.startsWith("forget"))) {
            return "forget clears the count: whoever forgets a failing key gives it its first, shortest wait again and"
                    + " again, and never gives it up";
        }
        if (retry == 0 && lab.output().has("Retry 1 for key shop/web")) {
            return NUMBER;
        }
        return "N is how often this key was put back before; the queue counts that for each key, and other keys' failures"
                + " are none of its";
    }

    @Step(7)
    void givesUpAfterFiveRequeuesAndSaysWhy(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        requeue(queue, KEY, 5);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("the line `" + DROPPED + "` alone, for a key that was put back five times and fails again")
                .because(
                        lab.output().lines().stream().anyMatch(line -> line.startsWith("Dropping"))
                                ? "whoever reads the line wants to know which key and why: the whole key in double quotes,"
                                        + " and the message of the error, as getMessage() gives it"
                                : "at the sixth failure the key was put back five times, which is not fewer than five: it"
                                        + " is given up, with a line that says so")
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
        lab.expect("no requeue of `shop/web` to be counted after it was given up")
                .because(
                        "the next event for this deployment deserves a new start, with all its retries; without forget its"
                                + " first failure would be its last")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> queue.numRequeues(KEY) + " are still counted; " + queue.describe());
        expectNotPutBack(lab, queue, "after it was given up");
    }

    @Step(7)
    void makesSixAttemptsInAll(Lab lab, QueueLesson answer) throws Exception {
        // this step's own marker comes first, before the step that leads there
        answer.handleErr(RecordingQueue.slow(lab), "shop/other", null);
        RecordingQueue queue = RecordingQueue.fast(lab);
        AtomicInteger attempts = new AtomicInteger();
        QueueLesson.Work hopeless = key -> {
            if (attempts.get() < FOR_EVER) {
                attempts.incrementAndGet();
                throw FAILURE;
            }
        };
        lab.start("worker", () -> {
            while (answer.processNextItem(queue, hopeless, (key, error) -> answer.handleErr(queue, key, error))) {
                // until the check's end
            }
        });
        queue.add(KEY);
        lab.expect("six attempts at a key that always fails: the first, and one after each of five requeues")
                .because(
                        "a key that never succeeds must not be tried for ever: it takes a worker's time from the others,"
                                + " and nobody is told")
                .until(() -> drops(lab) > 0 || attempts.get() >= FOR_EVER)
                .otherwise(() -> "after " + attempts + " there was neither another attempt nor a line `Dropping …`");
        int made = attempts.get();
        lab.expect("six attempts at a key that always fails: the first, and one after each of five requeues")
                .because(whyAttempts(made))
                .now(() -> made == 6)
                .otherwise(() -> "there were " + (made >= FOR_EVER ? made + " and still no end" : made));
        queue.add(KEY);
        lab.expect("six attempts again after a new event for the same key")
                .because("a new event gives the key a new start: its old failures are forgotten")
                .until(() -> drops(lab) == 2 && attempts.get() == FOR_EVER)
                .otherwise(() -> "there were " + (attempts.get() - made));
        expectEachRetryTwice(lab);
    }

    private static long drops(Lab lab) {
        return lab.output().lines().stream()
                .filter(line -> line.startsWith("Dropping"))
                .count();
    }

    private static void expectEachRetryTwice(Lab lab) throws Exception {
        for (int retry = 0; retry < 5; retry++) {
            String line = "Retry " + retry + " for key shop/web";
            lab.expect("the line `" + line + "` once for each of two events")
                    .because(NUMBER)
                    .now(() -> lab.output().count(line) == 2)
                    .otherwise(() -> "that line was printed " + lab.output().count(line) + " times");
        }
    }

    private static String whyAttempts(int made) {
        if (made >= FOR_EVER) {
            return "nothing ends these retries: a key that never succeeds is tried for ever, and nobody is told";
        }
        return switch (made) {
            case 5 -> "five is the number of requeues, and the first attempt comes before them";
            case 4 ->
                "at the fifth failure the key was put back four times so far, which is fewer than five: it is put back"
                        + " once more";
            case 7 ->
                "at the sixth failure the key was put back five times, which is not fewer than five: it is given up";
            case 1 -> "one failure is not the end: this is the second chance that the informer did not give";
            default -> "the key is put back while it was put back fewer than five times";
        };
    }

    private static void requeue(RecordingQueue queue, String key, int times) {
        for (int number = 0; number < times; number++) {
            queue.addRateLimited(key);
        }
        queue.fresh();
    }

    private static void expectNotPutBack(Lab lab, RecordingQueue queue, String when) throws Exception {
        List<String> uses = queue.uses();
        lab.expect("`shop/web` not to be put back " + when)
                .because("whoever puts it back all the same works for ever on what is settled")
                .now(() -> uses.stream().noneMatch(use -> use.startsWith("add")))
                .otherwise(queue::describe);
    }
}
