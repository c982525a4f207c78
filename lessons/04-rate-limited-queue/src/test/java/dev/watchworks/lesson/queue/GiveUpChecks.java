package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 7: the end of the retries. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class GiveUpChecks {

    private static final String KEY = "shop/web";

    private static final String DROPPED = "Dropping deployment \"shop/web\" out of the queue: no such image";

    private static final Exception FAILURE =
            new IllegalStateException("no such image", new IllegalArgumentException("404 Not Found"));

    /** Twice the right number of attempts: code that makes so many does not stop by itself. */
    private static final int TOO_MANY = 12;

    /** A nested class, so that its name contains a dollar sign. */
    private static final class ImagePullException extends Exception {

        private static final long serialVersionUID = 1L;

        ImagePullException(String message) {
            super(message);
        }
    }

    @Step(value = 7, order = 5)
    void givesUpAfterFiveRequeuesAndPrintsWhy(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        queue.requeue(KEY, 5);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("only the line `" + DROPPED + "` for a key that was put back five times and fails again")
                .because(() -> whyNotDropped(lab.output().lines()))
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
        lab.expect("numRequeues to be 0 for `shop/web` after it was given up")
                .because(
                        "the next event for this deployment must get all its retries; without forget, its first failure"
                                + " would be the last")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        RetryChecks.expectNotPutBack(lab, queue, "after it was given up");
        RetryChecks.expectNoDone(lab, queue, "after the last failure");
    }

    @Step(value = 7, order = 6)
    void printsTheMessageOfEachKindOfError(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        queue.requeue(KEY, 5);
        answer.handleErr(queue, KEY, new ImagePullException("no such image"));
        lab.expect("only the line `" + DROPPED + "` for a failure with an exception of the class ImagePullException")
                .because(() -> whyNotDropped(lab.output().lines()))
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
    }

    private static String whyNotDropped(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.startsWith("Dropping"))) {
            return "the line contains the whole key in double quotes, and the message of the error, which is getMessage():"
                    + " not its class, and not its cause";
        }
        if (lines.contains("Retry 0 for key shop/web")) {
            return "the queue counts how often a key was put back, and your code did not use its number; call"
                    + " numRequeues";
        }
        return "at the sixth failure, the key was already put back five times, which is not fewer than five, so give it up"
                + " and print this line";
    }

    @Step(value = 7, order = 7)
    void givesUpAKeyThatWasPutBackMoreOften(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        queue.requeue(KEY, 7);
        answer.handleErr(queue, KEY, FAILURE);
        lab.expect("only the line `" + DROPPED + "` for a key that was put back seven times and fails again")
                .because(
                        "seven is not fewer than five; somebody else may have put the key back too, so compare with `<`")
                .now(() -> lab.output().has(DROPPED) && lab.output().lines().size() == 1)
                .otherwise(() -> lab.output().describe());
        RetryChecks.expectNotPutBack(lab, queue, "after it was given up");
    }

    @Step(value = 7, order = 8)
    void givesUpAfterAnExceptionWithoutAMessage(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        queue.requeue(KEY, 5);
        answer.handleErr(queue, KEY, new NullPointerException());
        String begin = "Dropping deployment \"shop/web\" out of the queue: ";
        lab.expect("a line that begins with `" + begin + "`, after an exception whose message is null")
                .because("many exceptions have no message, so getMessage() may return null")
                .now(() -> lab.output().lines().size() == 1
                        && lab.output().lines().get(0).startsWith(begin.strip()))
                .otherwise(() -> lab.output().describe());
        lab.expect("numRequeues to be 0 for `shop/web` after it was given up")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
    }

    @Step(value = 7, order = 9)
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
                    .because(RetryChecks.EXPLAIN_NUMBER)
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
}
