package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.ArrayList;
import java.util.List;

/** Step 4: done comes last, in every case. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class DoneChecks {

    private static final String KEY = "shop/web";

    @Step(value = 4, order = 5, deadlineSeconds = 10)
    void callsDoneHoweverTheWorkEnds(Lab lab, QueueLesson answer) throws Exception {
        expectDone(lab, answer, key -> {}, (key, error) -> {}, "work that succeeded");
        expectDone(lab, answer, key -> failBecause("no such image"), (key, error) -> {}, "work that failed");
        expectDone(
                lab,
                answer,
                key -> {},
                (key, error) -> failBecause("afterwards failed"),
                "`afterwards` threw an exception");
    }

    private static void expectDone(
            Lab lab, QueueLesson answer, QueueLesson.Work work, QueueLesson.Afterwards afterwards, String how)
            throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> worked = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        queue.add(KEY);
        try {
            answer.processNextItem(
                    queue,
                    key -> {
                        worked.add(key);
                        work.on(key);
                    },
                    (key, error) -> {
                        outcomes.add(String.valueOf(error));
                        afterwards.handle(key, error);
                    });
        } catch (IllegalStateException passedOn) {
            // letsTheExceptionOfAfterwardsOut looks at this exception.
        }
        lab.expect("work on `shop/web`, which is in the queue")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("one call of `afterwards` for `shop/web`, even if it throws an exception")
                .because(
                        "`afterwards` gets the outcome of the work, and its own exception is not an outcome of the work")
                .now(() -> outcomes.size() == 1)
                .otherwise(() -> "your code called it " + outcomes.size() + " times, with " + outcomes);
        List<String> calls = queue.uses();
        queue.clearUses().add(KEY);
        lab.expect("the queue to give out `shop/web` again, which was added after " + how)
                .because(whyDone(how))
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue does not give it out, because your code did not call `done`");
        long times = calls.stream().filter(call -> call.startsWith("done")).count();
        lab.expect("one call of `done` after " + how)
                .because(
                        "between two calls, another worker may get the key; then the second call puts an end to its turn")
                .now(() -> times == 1)
                .otherwise(() -> "your code called it " + times + " times");
    }

    private static String whyDone(String how) {
        if (how.contains("succeeded")) {
            return "for the queue, a key is in work from `get` to `done`, and the queue does not give it out during this time";
        }
        return "an exception left your method before `done`; call `done` in a `finally`";
    }

    @Step(value = 4, order = 6, deadlineSeconds = 10)
    void callsDoneOnlyAtTheEnd(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> tooEarly = new ArrayList<>();
        List<String> worked = new ArrayList<>();
        queue.add(KEY);
        answer.processNextItem(
                queue,
                key -> {
                    worked.add(key);
                    queue.add(KEY);
                    if (queue.length() > 0) {
                        tooEarly.add("during the work");
                    }
                },
                (key, error) -> {
                    if (queue.length() > 0) {
                        tooEarly.add("before `afterwards` had returned");
                    }
                });
        lab.expect("work on `shop/web`, which is in the queue")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("the queue not to give out `shop/web` again while your code still works on it")
                .because(
                        "after `done`, another worker may get the key; if you call it too early, two workers work on the same "
                                + "key")
                .now(tooEarly::isEmpty)
                .otherwise(() -> "your code called `done` " + tooEarly.get(0));
        lab.expect("the queue to give out `shop/web` again after the work, because it was added during the work")
                .now(() -> queue.length() == 1)
                .otherwise(() -> queue.length() == 0
                        ? "the queue does not give it out, because your code did not call `done`"
                        : "the queue gives it out " + queue.length() + " times, because your code called `done` again");
    }

    @Step(value = 4, order = 7, deadlineSeconds = 10)
    void callsDoneAfterAnError(Lab lab, QueueLesson answer) throws Exception {
        expectDoneAfterAnError(
                lab, answer, key -> overflow(), (key, error) -> {}, "the work threw a StackOverflowError");
        expectDoneAfterAnError(
                lab, answer, key -> {}, (key, error) -> overflow(), "`afterwards` threw a StackOverflowError");
    }

    private static void expectDoneAfterAnError(
            Lab lab, QueueLesson answer, QueueLesson.Work work, QueueLesson.Afterwards afterwards, String how)
            throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        try {
            answer.processNextItem(queue, work, afterwards);
        } catch (StackOverflowError passedOn) {
            // An Error may come out: the task says only that `done` is called.
        }
        lab.expect("a call of `done` after " + how)
                .because("`catch (Exception …)` does not catch an Error; a `finally` runs after an Error too")
                .now(() -> queue.uses().contains("done(\"" + KEY + "\")"))
                .otherwise(() -> "your code did not call `done`, so the queue never gives out this key again");
    }

    private static void overflow() {
        throw new StackOverflowError("too deep");
    }

    @Step(value = 4, order = 8, deadlineSeconds = 10)
    void letsTheExceptionOfAfterwardsOut(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        String out = "no exception";
        try {
            answer.processNextItem(queue, key -> {}, (key, error) -> failBecause("afterwards failed"));
        } catch (IllegalStateException passedOn) {
            out = passedOn.getMessage();
        }
        String seen = out;
        lab.expect("the exception of `afterwards` to come out of `processNextItem`")
                .because("a failure of `afterwards` is a mistake in the controller itself, and somebody must see it")
                .now(() -> seen.equals("afterwards failed"))
                .otherwise(() -> seen + " came out");
    }

    private static void failBecause(String reason) {
        throw new IllegalStateException(reason);
    }
}
