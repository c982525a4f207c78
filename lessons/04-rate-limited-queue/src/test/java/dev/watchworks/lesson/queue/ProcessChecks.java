package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.ArrayList;
import java.util.List;

/** Step 4: one key, from get to done. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ProcessChecks {

    private static final String KEY = "shop/web";

    @Step(value = 4, deadlineSeconds = 10)
    void worksOnTheNextKey(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        queue.add("shop/api");
        List<String> worked = new ArrayList<>();
        boolean more = answer.processNextItem(queue, worked::add, (key, error) -> {});
        lab.expect("work only on the key `shop/web`, which is the first of the two keys in the queue")
                .because("one call works on one key; for the next key, a worker calls again")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("true from `processNextItem` after a key")
                .because("a worker ends when it gets false")
                .now(() -> more)
                .otherwise(() -> "your code returned false");
    }

    @Step(value = 4, deadlineSeconds = 10)
    void givesTheOutcomeToAfterwards(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> outcomes = new ArrayList<>();
        Afterwards afterwards = new Afterwards(outcomes);
        queue.add(KEY);
        answer.processNextItem(queue, key -> {}, afterwards);
        lab.expect("`afterwards` to get `shop/web` and null, once, after work that succeeded")
                .because("a success is an outcome too; step 7 needs it to forget the failures of the key")
                .now(() -> outcomes.equals(List.of("shop/web, null")))
                .otherwise(() -> "it got " + outcomes);
        outcomes.clear();
        queue.add("shop/api");
        boolean more = answer.processNextItem(queue, key -> failBecause("no such image"), afterwards);
        lab.expect("`afterwards` to get `shop/api` and the exception of the work, once")
                .because("step 7 prints the message of this exception when it gives a key up")
                .now(() -> outcomes.equals(List.of("shop/api, IllegalStateException: no such image")))
                .otherwise(() -> "it got " + outcomes);
        lab.expect("true from `processNextItem` after work that failed")
                .because("a failure of one key must not end the worker, because other keys wait in the queue")
                .now(() -> more)
                .otherwise(() -> "your code returned false");
    }

    @Step(value = 4, deadlineSeconds = 10)
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
            // The exception of `afterwards` may come out, but does not have to.
        }
        lab.expect("work on `shop/web`, which is in the queue")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("one call of `afterwards` for `shop/web`, even if it throws an exception")
                .because(
                        "`afterwards` gets the outcome of the work, and its own exception is not an outcome of the work")
                .now(() -> outcomes.size() == 1)
                .otherwise(() -> "your code called it " + outcomes.size() + " times, with " + outcomes);
        queue.clearUses().add(KEY);
        lab.expect("the queue to give out `shop/web` again, which was added after " + how)
                .because(whyDone(how))
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue does not give it out, because your code did not call `done`");
    }

    private static String whyDone(String how) {
        if (how.contains("succeeded")) {
            return "for the queue, a key is in work from `get` to `done`, and the queue does not give it out during this time";
        }
        return "an exception left your method before `done`; call `done` in a `finally`";
    }

    @Step(value = 4, deadlineSeconds = 10)
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
                .otherwise(() -> "the queue does not give it out, because your code did not call `done`");
    }

    @Step(value = 4, deadlineSeconds = 10)
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
                    new Afterwards(outcomes));
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

    @Step(value = 4, deadlineSeconds = 10)
    void returnsFalseAfterTheShutdown(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        queue.shutDown();
        List<String> worked = new ArrayList<>();
        QueueLesson.Work work = key -> worked.add(String.valueOf(key));
        boolean first = answer.processNextItem(queue, work, (key, error) -> {});
        boolean second = answer.processNextItem(queue, work, (key, error) -> {});
        lab.expect("true for the key that was still in the queue, and then false")
                .because("after the shutdown, the queue first gives out the keys that it has; then `get` returns null")
                .now(() -> first && !second)
                .otherwise(() -> "your code returned " + first + ", then " + second);
        lab.expect("work on `shop/web` only")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
    }

    private static void failBecause(String reason) {
        throw new IllegalStateException(reason);
    }

    /** Records each outcome. */
    private record Afterwards(List<String> outcomes) implements QueueLesson.Afterwards {
        @Override
        public void handle(String key, Exception error) {
            String what = error == null ? "null" : error.getClass().getSimpleName() + ": " + error.getMessage();
            outcomes.add(key + ", " + what);
        }
    }
}
