package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** Step 3: a key waits once. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class HandOutChecks {

    private static final String KEY = "shop/web";

    @Step(value = 3, order = 1)
    void predictsHowOftenAWorkerGetsAKey(Lab lab, QueueLesson answer) throws Exception {
        int predicted = answer.timesHandedOut();
        int measured = handedOut(RecordingQueue.fast(lab));
        lab.expect("the number that the check measured with a real queue: " + measured)
                .because(why(predicted))
                .now(() -> predicted == measured)
                .otherwise(() -> "you predicted " + predicted);
        lab.explainMeasurement(
                "a worker got the key " + measured + " times",
                "a key is in the queue at most once, and a key that is added while a worker has it comes back once");
    }

    private static int handedOut(RecordingQueue queue) throws InterruptedException {
        add(queue, 3);
        int times = 0;
        while (queue.length() > 0) {
            String key = queue.get();
            times++;
            if (times == 1) {
                add(queue, 4);
            }
            queue.done(key);
        }
        return times;
    }

    private static void add(RecordingQueue queue, int times) {
        for (int number = 0; number < times; number++) {
            queue.add(KEY);
        }
    }

    private static String why(int predicted) {
        return switch (predicted) {
            case 1 ->
                "an addition during the work is not lost: the worker may have read the state before the change, so the"
                        + " queue gives the key out once more after `done`";
            case 7 ->
                "a work queue is not a list of events: a key that already waits is not added again, so the three"
                        + " additions before the work count once, and the four during the work count once more";
            case 5 -> "the queue notes the four additions during the work only once, and gives the key out once more";
            case 4 ->
                "a key waits in the queue once, so the three additions before the work count once; and the four"
                        + " additions during the work count once more";
            case 0 -> "the queue gives out each key that you add";
            default ->
                "the three additions before the work count once, and the four additions during the work count once"
                        + " more";
        };
    }
}
