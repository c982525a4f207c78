package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Step 4: one key, and its outcome. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class ProcessChecks {

    private static final String KEY = "shop/web";

    @Step(value = 4, order = 1, deadlineSeconds = 10)
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

    @Step(value = 4, order = 2, deadlineSeconds = 20)
    void waitsForAKey(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> worked = new CopyOnWriteArrayList<>();
        AtomicReference<String> result = new AtomicReference<>("");
        BackgroundTask worker = lab.start(
                "worker", () -> result.set("" + answer.processNextItem(queue, worked::add, (key, error) -> {})));
        lab.expect("`processNextItem` to wait in `get` while the queue is empty and open")
                .because(
                        "a queue without keys gets a key later; `get` waits for it, and uses no processor time meanwhile")
                .until(() -> queue.threadsInGet() == 1)
                .otherwise(() -> worker.isRunning()
                        ? "your code did not call `get`, and still runs"
                        : "your code did not wait, and returned " + result.get());
        queue.add(KEY);
        lab.expect("work on `shop/web`, which was added while `processNextItem` waited, and then true")
                .until(() -> !worker.isRunning())
                .otherwise(() -> "your code had not returned after five seconds, and worked on " + worked);
        lab.expect("work on `shop/web`, which was added while `processNextItem` waited, and then true")
                .now(() -> worked.equals(List.of(KEY)) && result.get().equals("true"))
                .otherwise(() -> "your code worked on " + worked + " and returned " + result.get());
    }

    @Step(value = 4, order = 3, deadlineSeconds = 10)
    void givesTheOutcomeToAfterwards(Lab lab, QueueLesson answer) throws Exception {
        RecordingQueue queue = RecordingQueue.fast(lab);
        List<String> outcomes = new ArrayList<>();
        RecordingAfterwards afterwards = new RecordingAfterwards(outcomes);
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
        outcomes.clear();
        queue.add("shop/db");
        ApiException notFound = new ApiException(404, "no config map");
        answer.processNextItem(
                queue,
                key -> {
                    throw notFound;
                },
                (key, error) -> outcomes.add(error == notFound ? key : key + ", " + error));
        lab.expect("`afterwards` to get `shop/db` and the ApiException of the work, with the code 404")
                .because("each exception is a failure: the object that is missing may come later")
                .now(() -> outcomes.equals(List.of("shop/db")))
                .otherwise(() -> "it got " + outcomes);
        lab.expect("true from `processNextItem` after work that failed")
                .because("a failure of one key must not end the worker, because other keys wait in the queue")
                .now(() -> more)
                .otherwise(() -> "your code returned false");
    }

    @Step(value = 4, order = 4, deadlineSeconds = 10)
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
}
