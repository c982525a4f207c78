package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.util.List;

/** Step 7: what happens to a key after its work. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class RetryChecks {

    private static final String KEY = "shop/web";

    private static final String DROPPED = "Dropping deployment \"shop/web\" out of the queue: no such image";

    private static final Exception FAILURE = new IllegalStateException("no such image");

    static final String EXPLAIN_NUMBER =
            "N is how often this key was put back before; call numRequeues first, because addRateLimited adds one";

    @Step(value = 7, order = 1)
    void forgetsTheFailuresOfAKeyThatSucceeded(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        queue.requeue(KEY, 3);
        answer.handleErr(queue, KEY, null);
        lab.expect("numRequeues to be 0 for `shop/web` after its work succeeded")
                .because(
                        "without `forget`, old failures count for ever, and one day a single failure is enough to give the "
                                + "key up")
                .now(() -> queue.numRequeues(KEY) == 0)
                .otherwise(() -> "it is " + queue.numRequeues(KEY) + "; " + queue.describe());
        expectNotPutBack(lab, queue, "after its work succeeded");
        expectNoDone(lab, queue, "after a success");
        lab.expect("no line for a success")
                .now(() -> lab.output().lines().isEmpty())
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 7, order = 2)
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
        expectNoDone(lab, queue, "after a failure");
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

    @Step(value = 7, order = 3)
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

    @Step(value = 7, order = 4)
    void putsAKeyBackAfterEachKindOfFailure(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.slow(lab);
        expectPutBack(lab, answer, queue, "an IOException", new IOException("connection reset"));
        expectPutBack(lab, answer, queue, "a NullPointerException", new NullPointerException());
        expectPutBack(lab, answer, queue, "an InterruptedException", new InterruptedException("hurry"));
        for (int code : List.of(404, 409, 422, 503)) {
            expectPutBack(lab, answer, queue, "an ApiException with the code " + code, new ApiException(code, "no"));
        }
    }

    private static void expectPutBack(Lab lab, QueueLesson answer, RecordingQueue queue, String what, Exception failure)
            throws Exception {
        queue.clearUses();
        answer.handleErr(queue, KEY, failure);
        lab.expect("`shop/web` to be put back with rate limiting after " + what + ", as after every failure")
                .because("the work is not finished, and nobody else tries this key again")
                .now(() -> queue.numRequeues(KEY) == 1)
                .otherwise(() -> "numRequeues is " + queue.numRequeues(KEY) + "; " + queue.describe());
        lab.expect("the line `Retry 0 for key shop/web` after " + what)
                .now(() -> lab.output().has("Retry 0 for key shop/web"))
                .otherwise(() -> lab.output().describe());
        queue.forget(KEY);
    }

    static void expectNoDone(Lab lab, RecordingQueue queue, String when) throws Exception {
        lab.expect("`handleErr` not to call `done` " + when)
                .because(
                        "processNextItem calls it at the end; if you call it twice, two workers may get the same key at the"
                                + " same time")
                .now(() -> queue.uses().stream().noneMatch(use -> use.startsWith("done")))
                .otherwise(queue::describe);
    }

    static void expectNotPutBack(Lab lab, RecordingQueue queue, String when) throws Exception {
        List<String> uses = queue.uses();
        lab.expect("`shop/web` not to be put back " + when)
                .because("a key that you put back without need is worked on again and again")
                .now(() -> uses.stream().noneMatch(use -> use.startsWith("add")))
                .otherwise(queue::describe);
    }
}
