package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** Step 3: a key waits once. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class HandOutChecks {

    private static final String KEY = "shop/web";

    @Step(3)
    void predictsHowOftenAKeyIsHandedOut(Lab lab, QueueLesson answer) throws Exception {
        int predicted = answer.timesHandedOut();
        int measured = handedOut(RecordingQueue.fast(lab));
        lab.expect("the number that was measured just now on a real queue: " + measured)
                .because(why(predicted))
                .now(() -> predicted == measured)
                .otherwise(() -> "you predicted " + predicted);
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
                "what is added during the work is not lost: the work may have looked before the change, so the key"
                        + " is handed out once more after `done`";
            case 7 ->
                "a queue of keys is no list of events: a key that already waits in it is not added again, so three"
                        + " additions are one, and the four during the work are one more";
            case 5 -> "the four additions during the work are noted once, as one more turn after `done`";
            case 4 ->
                "the three additions before the work are one: a key waits in the queue once, however often it is"
                        + " added. The second turn is for the four during the work";
            case 0 -> "a key that was added is handed out";
            default ->
                "a key waits once, and is noted once during the work: one turn for the three additions before it,"
                        + " one for the four during it";
        };
    }
}
