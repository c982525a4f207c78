package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 7: what happens to a key after its work. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class RetryChecks {

    private static final String KEY = "shop/web";

    private static final String DROPPED = "Dropping deployment \"shop/web\" out of the queue: no such image";

    private static final Exception FAILURE = new IllegalStateException("no such image");

    private static final String EXPLAIN_NUMBER =
            "N is how often this key was put back before; call numRequeues first, because addRateLimited adds one";

    /** Twice the right number of attempts: code that makes so many does not stop by itself. */
    private static final int TOO_MANY = 12;

    @Step(7)
    void forgetsTheFailuresOfAKeyThatSucceeded(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        requeue(queue, KEY, 3);
        answer.handleErr(queue, KEY, null);
        lab.expect("numRequeues to be 0 for `shop/web` after its work succeeded")
                .because(
                        "without `forget`, old failures count for ever, and one day a single failure is enough to give the "
                                + "key up")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        expectNotPutBack(lab, queue, "after its work succeeded");
        lab.expect("`handleErr` not to call `done`")
                .because(
                        "processNextItem calls it at the end; if you call it twice, two workers may get the same key at the"
                                + " same time")
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
        lab.expect("numRequeues to be 1 for `shop/web` after one failure")
                .because(whyNotCounted(queue))
                .now(() -> queue.numRequeues(KEY) == 1)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        lab.expect("`shop/web` to wait for an hour, as the rate limiter of this queue says")
                .because("without a wait, the key fails again at once, thousands of times a second")
                .now(() -> queue.length() == 0)
                .otherwise(() -> "the queue gives it out at once; " + queue.describe());
    }

    private static String whyNotCounted(RecordingQueue queue) {
        String uses = String.join(" ", queue.uses());
        if (uses.contains("add(")) {
            return "add puts the key back without a wait, and does not count; so the key fails again at once, thousands of"
                    + " times a second, and is never given up";
        }
        if (uses.contains("addAfter(")) {
            return "addAfter always waits the same time, and does not count; so the wait never grows, and the key is never"
                    + " given up";
        }
        if (!uses.contains("addRateLimited(")) {
            return "this is the second chance that the informer alone did not give you; if you do not put the key back, its"
                    + " event is lost";
        }
        return "after one failure, put the key back once";
    }

    @Step(7)
    void printsTheNumberOfTheRetry(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        for (int retry = 0; retry < 5; retry++) {
            queue.clearUses();
            answer.handleErr(queue, KEY, FAILURE);
            String line = "Retry " + retry + " for key shop/web";
            int lines = retry + 1;
            String why = whyNumber(lab, queue, retry);
            lab.expect("the line `" + line + "` for failure " + lines + " of this key")
                    .because(why)
                    .now(() -> lab.output().has(line) && lab.output().lines().size() == 2 * lines - 1)
                    .otherwise(() -> lab.output().describe());
            // The failures of another key must not change the number.
            answer.handleErr(queue, "shop/api", FAILURE);
        }
        lab.expect("numRequeues to be 5 for `shop/web` after five failures")
                .now(() -> queue.numRequeues(KEY) == 5)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
    }

    private static String whyNumber(Lab lab, RecordingQueue queue, int retry) {
        if (lab.output().has(DROPPED)) {
            return "your code gave the key up after it was put back " + retry
                    + " times; put it back five times, so that there are six attempts in all";
        }
        if (queue.uses().stream().anyMatch(use -> use.startsWith("forget"))) {
            return "forget clears the count; if you call it after a failure, the key always gets the first, shortest wait,"
                    + " and you never give it up";
        }
        if (retry == 0 && lab.output().has("Retry 1 for key shop/web")) {
            return EXPLAIN_NUMBER;
        }
        return "N is how often this key was put back before; the queue counts this for each key separately";
    }

    @Step(7)
    void givesUpAfterFiveRequeuesAndPrintsWhy(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        requeue(queue, KEY, 5);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("only the line `" + DROPPED + "` for a key that was put back five times and fails again")
                .because(
                        lab.output().lines().stream().anyMatch(line -> line.startsWith("Dropping"))
                                ? "the line contains the whole key in double quotes, and the message of the error, which is"
                                        + " getMessage()"
                                : "at the sixth failure, the key was already put back five times, which is not fewer than"
                                        + " five, so give it up and print this line")
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
        lab.expect("numRequeues to be 0 for `shop/web` after it was given up")
                .because(
                        "the next event for this deployment must get all its retries; without forget, its first failure"
                                + " would be the last")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        expectNotPutBack(lab, queue, "after it was given up");
    }

    @Step(7)
    void makesSixAttemptsInAll(Lab lab, QueueLesson answer) throws Exception {
        // This call comes first, so that the TODO of this step comes before the TODO of step 4.
        answer.handleErr(RecordingQueue.slow(lab), "shop/other", null);
        RecordingQueue queue = RecordingQueue.fast(lab);
        AtomicInteger attempts = new AtomicInteger();
        QueueLesson.Work hopeless = key -> {
            if (attempts.get() < TOO_MANY) {
                attempts.incrementAndGet();
                throw FAILURE;
            }
        };
        lab.start("worker", () -> {
            while (answer.processNextItem(queue, hopeless, (key, error) -> answer.handleErr(queue, key, error))) {
                // until the end of the check
            }
        });
        queue.add(KEY);
        lab.expect("six attempts at a key that always fails: the first one, and one each time it is put back")
                .because(
                        "a key that never succeeds must not be tried for ever, because the other keys need the worker too")
                .until(() -> drops(lab) > 0 || attempts.get() >= TOO_MANY)
                .otherwise(
                        () -> "after " + attempts + " attempts, there was no other attempt and no line `Dropping …`");
        int made = attempts.get();
        lab.expect("six attempts at a key that always fails: the first one, and one each time it is put back")
                .because(whyAttempts(made))
                .now(() -> made == 6)
                .otherwise(() -> "there were " + (made >= TOO_MANY ? made + ", and they did not end" : made));
        queue.add(KEY);
        lab.expect("six attempts again after a new event for the same key")
                .because("the old failures of a key do not count after a new event")
                .until(() -> drops(lab) == 2 && attempts.get() == TOO_MANY)
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
                    .because(EXPLAIN_NUMBER)
                    .now(() -> lab.output().count(line) == 2)
                    .otherwise(() -> "your code printed it " + lab.output().count(line) + " times");
        }
    }

    private static String whyAttempts(int made) {
        if (made >= TOO_MANY) {
            return "your code never gives the key up, so a key that never succeeds is tried for ever";
        }
        return switch (made) {
            case 5 -> "the key is put back five times, and the first attempt comes before that";
            case 4 ->
                "at the fifth failure, the key was put back four times before, which is fewer than five: put it back once"
                        + " more";
            case 7 ->
                "at the sixth failure, the key was already put back five times, which is not fewer than five: give it up";
            case 1 ->
                "put the key back after a failure: this is the second chance that the informer alone did not give you";
            default -> "put the key back if it was put back fewer than five times before";
        };
    }

    private static void requeue(RecordingQueue queue, String key, int times) {
        for (int number = 0; number < times; number++) {
            queue.addRateLimited(key);
        }
        queue.clearUses();
    }

    private static void expectNotPutBack(Lab lab, RecordingQueue queue, String when) throws Exception {
        List<String> uses = queue.uses();
        lab.expect("`shop/web` not to be put back " + when)
                .because("a key that you put back without need is worked on again and again")
                .now(() -> uses.stream().noneMatch(use -> use.startsWith("add")))
                .otherwise(queue::describe);
    }
}
