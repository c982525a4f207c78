package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.ArrayList;
import java.util.List;

/** Step 4: one key from the queue to its end. */
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
        lab.expect("work on the key `shop/web`, the first of the two in the queue, and on no other")
                .because("one call is one key; whoever wants more calls again")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("true from `processNextItem` after a key")
                .because("false tells a worker to end")
                .now(() -> more)
                .otherwise(() -> "your code returned false");
    }

    @Step(value = 4, deadlineSeconds = 10)
    void handsTheOutcomeOn(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> outcomes = new ArrayList<>();
        Afterwards afterwards = new Afterwards(outcomes);
        queue.add(KEY);
        answer.processNextItem(queue, key -> {}, afterwards);
        lab.expect("`afterwards` to get `shop/web` and null, once, for work that did not fail")
                .because("a success is an outcome too: without it, nobody forgets the failures before it")
                .now(() -> outcomes.equals(List.of("shop/web, null")))
                .otherwise(() -> "it got " + outcomes);
        outcomes.clear();
        queue.add("shop/api");
        boolean more = answer.processNextItem(queue, key -> failBecause("no such image"), afterwards);
        lab.expect("`afterwards` to get `shop/api` and the very exception that the work threw, once")
                .because("without the exception nobody can say why a key was given up")
                .now(() -> outcomes.equals(List.of("shop/api, IllegalStateException: no such image")))
                .otherwise(() -> "it got " + outcomes);
        lab.expect("true from `processNextItem` after work that failed")
                .because("one bad key must not end the worker: others wait in the queue")
                .now(() -> more)
                .otherwise(() -> "your code returned false");
    }

    @Step(value = 4, deadlineSeconds = 10)
    void tellsTheQueueThatAKeyIsDoneHoweverTheWorkEnds(Lab lab, QueueLesson answer) throws Exception {
        expectDone(lab, answer, key -> {}, (key, error) -> {}, "work that did not fail");
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
        List<String> told = new ArrayList<>();
        queue.add(KEY);
        try {
            answer.processNextItem(
                    queue,
                    key -> {
                        worked.add(key);
                        work.on(key);
                    },
                    (key, error) -> {
                        told.add(String.valueOf(error));
                        afterwards.handle(key, error);
                    });
        } catch (IllegalStateException passedOn) {
            // what `afterwards` throws may come out, or not
        }
        lab.expect("work on `shop/web`, which is in the queue")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
        lab.expect("`afterwards` to be called once for `shop/web`, whatever it does itself")
                .because("it gets the outcome of the work; a failure of its own is not one")
                .now(() -> told.size() == 1)
                .otherwise(() -> "it was called " + told.size() + " times, with " + told);
        queue.fresh().add(KEY);
        lab.expect("to get `shop/web` from the queue again, added once more after " + how)
                .because(whyDone(how))
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue keeps the key back for ever: nobody called `done`");
    }

    private static String whyDone(String how) {
        if (how.contains("did not fail")) {
            return "get does not take a key out for good: until it is told `done`, the queue takes the key for one in work,"
                    + " and does not hand it out again";
        }
        return "an exception went past `done`: it has to be said whatever happens, and Java has `finally` for that";
    }

    @Step(value = 4, deadlineSeconds = 10)
    void keepsAKeyToItselfUntilItIsDone(Lab lab, QueueLesson answer) throws Exception {
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
                        tooEarly.add("while the work went on");
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
        lab.expect("nobody else to get `shop/web`, added again, while your code works on it")
                .because("`done` opens the key for the next worker; said too early, two of them work on it at once")
                .now(tooEarly::isEmpty)
                .otherwise(() -> "`done` was said " + tooEarly.get(0));
        lab.expect("`shop/web` to be handed out again after the work, for it was added meanwhile")
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue keeps it back: nobody said `done`");
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
        // asked once: it also clears the mark, which must not end the check's own waits
        boolean known = Thread.interrupted() || thrown;
        lab.expect("the interrupt of the work to be still known after `processNextItem`")
                .because(
                        "catching an InterruptedException clears the mark on the thread; a worker that does not know that"
                                + " it was interrupted takes the next key, and cannot be stopped")
                .now(() -> known)
                .otherwise(() -> "it threw nothing, and the thread is not interrupted any more");
        lab.expect("`afterwards` to get `shop/web` and the InterruptedException, once")
                .because("work that was broken off is not finished: the key needs another turn")
                .now(() -> outcomes.equals(List.of("shop/web, InterruptedException: hurry")))
                .otherwise(() -> "it got " + outcomes);
        queue.add(KEY);
        lab.expect("to get `shop/web` from the queue again, added once more after the interrupt")
                .because("an interrupt is one of the ways in which work ends, and `done` belongs to all of them")
                .now(() -> queue.length() == 1)
                .otherwise(() -> "the queue keeps the key back for ever: nobody called `done`");
    }

    @Step(value = 4, deadlineSeconds = 10)
    void saysFalseAfterTheShutdown(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        queue.add(KEY);
        queue.shutDown();
        List<String> worked = new ArrayList<>();
        QueueLesson.Work work = key -> worked.add(String.valueOf(key));
        boolean first = answer.processNextItem(queue, work, (key, error) -> {});
        boolean second = answer.processNextItem(queue, work, (key, error) -> {});
        lab.expect("true for the key that was still in the queue, then false")
                .because("a queue that was shut down first hands out what it has; then `get` returns null")
                .now(() -> first && !second)
                .otherwise(() -> "your code returned " + first + ", then " + second);
        lab.expect("work on `shop/web` alone")
                .now(() -> worked.equals(List.of(KEY)))
                .otherwise(() -> "your code worked on " + worked);
    }

    private static void failBecause(String reason) {
        throw new IllegalStateException(reason);
    }

    /** Writes each outcome down. */
    private record Afterwards(List<String> outcomes) implements QueueLesson.Afterwards {
        @Override
        public void handle(String key, Exception error) {
            String what = error == null ? "null" : error.getClass().getSimpleName() + ": " + error.getMessage();
            outcomes.add(key + ", " + what);
        }
    }
}
