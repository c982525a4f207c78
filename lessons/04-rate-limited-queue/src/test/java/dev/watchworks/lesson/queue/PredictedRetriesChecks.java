package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Step 6: the arithmetic of retries. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class PredictedRetriesChecks {

    private static final String KEY = "shop/web";

    @Step(value = 6, order = 1)
    void predictsHowManyAttemptsAreMade(Lab lab, QueueLesson answer) throws Exception {
        QueueLesson.Retries predicted = predicted(lab, answer);
        int measured = measured(lab).attempts();
        lab.expect("the number of attempts that the check measured: " + measured)
                .because(whyAttempts(predicted.attempts()))
                .now(() -> predicted.attempts() == measured)
                .otherwise(() -> "you predicted " + predicted.attempts());
        lab.explainMeasurement(
                measured + " attempts",
                "the first attempt is not a retry, and five retries follow before the key is dropped");
    }

    @Step(value = 6, order = 2)
    void predictsHowLongEachRetryWaits(Lab lab, QueueLesson answer) throws Exception {
        List<Duration> predicted = predicted(lab, answer).delays();
        List<Duration> measured = measured(lab).delays();
        lab.expect("the delays that the check measured: " + describe(measured))
                .because(whyDelays(predicted, measured))
                .now(() -> predicted.equals(measured))
                .otherwise(() -> "you predicted " + describe(predicted));
        lab.explainMeasurement(
                "the delays were " + describe(measured),
                "each failure doubles the wait of this key; after the last attempt nothing waits");
    }

    private static QueueLesson.Retries predicted(Lab lab, QueueLesson answer) throws Exception {
        QueueLesson.Retries predicted = answer.retries();
        lab.expect("a prediction from `retries`: the number of attempts, and a list of delays")
                .now(() -> predicted != null
                        && predicted.delays() != null
                        && predicted.delays().stream().allMatch(Objects::nonNull))
                .otherwise(
                        () -> predicted == null ? "your code returned null" : "the delays are " + predicted.delays());
        return predicted;
    }

    /** Does what the step describes, with a real queue and the rate limiter of the step. */
    private static QueueLesson.Retries measured(Lab lab) throws InterruptedException {
        RecordingRateLimiter delays = new RecordingRateLimiter(
                new ItemExponentialFailureRateLimiter<>(Duration.ofMillis(5), Duration.ofSeconds(1000)));
        RecordingQueue queue = RecordingQueue.with(lab, delays);
        queue.add(KEY);
        int attempts = 0;
        boolean givenUp = false;
        while (!givenUp) {
            String key = queue.get();
            attempts++;
            givenUp = queue.numRequeues(key) >= 5;
            if (!givenUp) {
                queue.addRateLimited(key);
            }
            queue.done(key);
        }
        return new QueueLesson.Retries(attempts, delays.all());
    }

    private static String whyAttempts(int predicted) {
        return switch (predicted) {
            case 5 -> "the key is put back five times, and there is one attempt before that: one and five";
            case 4 -> "after the fifth failure, numRequeues is 4, which is less than 5: the key is put back once more";
            case 7 -> "after the sixth failure, numRequeues is 5, which is not less than 5: the key is given up";
            default ->
                "after the first failure, numRequeues is 0, and it grows by one each time the key is put back; while it"
                        + " is 0, 1, 2, 3 or 4, there is another attempt";
        };
    }

    private static String whyDelays(List<Duration> predicted, List<Duration> measured) {
        if (predicted.size() > 1 && predicted.stream().distinct().count() == 1) {
            return "with this limiter, the wait is not always the same: after each failure, it is twice as long";
        }
        if (predicted.size() == measured.size() + 1
                && predicted.subList(0, measured.size()).equals(measured)) {
            return "there are five waits between six attempts; after the sixth attempt, the key is given up and does not wait";
        }
        if (!predicted.isEmpty() && predicted.get(0).isZero()) {
            return "the key waits before the second attempt too: after the first failure, it waits for 5 ms";
        }
        if (predicted.size() > 1 && predicted.get(1).equals(Duration.ofMillis(10)) && !doubles(predicted)) {
            return "the wait does not grow by 5 ms with each failure; it is twice as long each time";
        }
        return "the key waits for 5 ms after its first failure, and then twice as long each time that it is put back";
    }

    private static boolean doubles(List<Duration> delays) {
        for (int index = 1; index < delays.size(); index++) {
            if (!delays.get(index).equals(delays.get(index - 1).multipliedBy(2))) {
                return false;
            }
        }
        return true;
    }

    private static String describe(List<Duration> delays) {
        return delays.stream().map(Duration::toMillis).toList() + " ms";
    }
}
