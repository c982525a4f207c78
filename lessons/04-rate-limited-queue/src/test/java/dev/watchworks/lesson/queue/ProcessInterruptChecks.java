package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Step 4: an interrupt of the worker. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ProcessInterruptChecks {

    private static final String KEY = "shop/web";

    @Step(value = 4, order = 9, deadlineSeconds = 10)
    void doesNotLoseAnInterrupt(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> outcomes = new ArrayList<>();
        queue.add(KEY);
        boolean thrown = false;
        try {
            answer.processNextItem(
                    queue,
                    key -> {
                        throw new InterruptedException("hurry");
                    },
                    new RecordingAfterwards(outcomes));
        } catch (InterruptedException passedOn) {
            thrown = true;
        }
        // This call also clears the interrupt flag, so that the flag does not end the waits of the check.
        boolean known = Thread.interrupted() || thrown;
        lab.expect("`processNextItem` not to lose the interrupt of the work")
                .because(
                        "when Java throws an InterruptedException, it clears the interrupt flag of the thread; set the flag"
                                + " again, or nobody can stop this worker")
                .now(() -> known)
                .otherwise(() -> "it threw no exception, and the thread is not interrupted any more");
        lab.expect("`afterwards` to get `shop/web` and the InterruptedException, once")
                .because("interrupted work is not finished, so the interrupt is a failure like every other")
                .now(() -> outcomes.equals(List.of("shop/web, InterruptedException: hurry")))
                .otherwise(() -> "it got " + outcomes);
        queue.add(KEY);
        lab.expect("the queue to give out `shop/web` again, which was added after the interrupt")
                .because("call `done` after an interrupt too, as after each end of the work")
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue does not give it out, because your code did not call `done`");
    }

    @Step(value = 4, order = 10, deadlineSeconds = 10)
    void keepsAnInterruptThatTheWorkDidNotNotice(Lab lab, QueueLesson answer) throws Exception {
        expectInterruptKept(lab, answer, key -> Thread.currentThread().interrupt(), "work that succeeded");
        expectInterruptKept(
                lab,
                answer,
                key -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("no such image");
                },
                "work that failed with another exception");
    }

    private static void expectInterruptKept(Lab lab, QueueLesson answer, QueueLesson.Work work, String which)
            throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        boolean thrown = false;
        try {
            answer.processNextItem(queue, work, (key, error) -> {});
        } catch (InterruptedException passedOn) {
            thrown = true;
        }
        boolean known = Thread.interrupted() || thrown;
        lab.expect("an interrupt to be kept that came during " + which)
                .because(
                        "the work did not look at the interrupt flag; leave this flag as it is, or nobody can stop this"
                                + " worker")
                .now(() -> known)
                .otherwise(() -> "it threw no InterruptedException, and the thread is not interrupted any more");
    }

    @Step(value = 4, order = 11, deadlineSeconds = 20)
    void throwsWhenItIsInterruptedWhileItWaitsForAKey(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        AtomicReference<String> outcome = new AtomicReference<>("");
        BackgroundTask worker = lab.start("worker", () -> outcome.set(outcome(answer, queue)));
        lab.expect("`processNextItem` to wait in `get` while the queue is empty and open")
                .until(() -> queue.threadsInGet() == 1)
                .otherwise(() -> outcome.get().isEmpty() ? "your code did not call `get`" : "it " + outcome);
        worker.stop();
        lab.expect(
                        "an InterruptedException from `processNextItem` when its thread is interrupted while it waits in `get`")
                .because(
                        "the interrupt asks this worker to stop; true means that there was a key, and false means that the"
                                + " queue is shut down")
                .until(() -> outcome.get().equals("threw an InterruptedException"))
                .otherwise(() -> outcome.get().isEmpty() ? "it still waits" : "it " + outcome);
    }

    private static String outcome(QueueLesson answer, RecordingQueue queue) {
        try {
            return "returned " + answer.processNextItem(queue, key -> {}, (key, error) -> {});
        } catch (InterruptedException expected) {
            return "threw an InterruptedException";
        }
    }
}
