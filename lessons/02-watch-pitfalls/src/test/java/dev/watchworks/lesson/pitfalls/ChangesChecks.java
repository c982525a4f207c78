package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.InsertBookmark;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Checks how {@code watchFrom} calls the code that gets the changes. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class ChangesChecks {

    /** More pods than any buffer holds that somebody might put between the stream and the consumer by mistake. */
    private static final int BURST = 30;

    @Step(value = 4, order = 11)
    void passesOnEachChangeToASlowConsumer(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        List<String> added = new CopyOnWriteArrayList<>();
        CountDownLatch allExist = new CountDownLatch(1);
        WatchFromRun watching = WatchFromRun.start(lab, answer, change -> {
            threads.add(Thread.currentThread());
            await(allExist);
            if (change.type() == Change.Type.ADDED) {
                added.add(change.name());
            }
        });
        List<String> names =
                IntStream.rangeClosed(1, BURST).mapToObj(pod -> "web-" + pod).toList();
        names.forEach(lab.cluster()::createPod);
        allExist.countDown();
        lab.expect("one ADDED for each of %d pods that were created while `changes` was slow, in this order"
                        .formatted(BURST))
                .because("events wait in the connection while your code is busy; the server does not send them again")
                .until(() -> added.equals(names))
                .otherwise(() -> "your code passed on %d ADDED: %s".formatted(added.size(), added));
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        watching.awaitEnd();
        lab.expect("all calls of `changes` on the thread that called `watchFrom`")
                .because("on another thread, a change may come after `watchFrom` has returned, or at the same time as "
                        + "another one")
                .now(() -> threads.stream().allMatch(watching::isCaller))
                .otherwise(() -> "your code called it on another thread");
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The gateway sends a bookmark only to a watch that asks for bookmarks. */
    @Step(value = 4, order = 12)
    void readsOnAfterABookmark(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new InsertBookmark());
        WatchFromRun watching = WatchFromRun.start(lab, answer);
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        lab.expect("ADDED web-2, after a bookmark that your watch asked for")
                .because(
                        "a bookmark is an event without a pod, and `Watch<V1Pod>` cannot read it; you do not need bookmarks "
                                + "in this lesson")
                .until(() -> watching.changes().has("ADDED web-2"))
                .otherwise(() -> watching.run().isRunning()
                        ? watching.changes().describe()
                        : "the stream ended for your code after the bookmark; " + describe(watching));
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        watching.awaitEnd();
    }

    @Step(value = 4, order = 13)
    void letsTheFailureOfAConsumerThrough(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RuntimeException failure = new IllegalStateException("this consumer fails on purpose");
        expectThrough(lab, answer, failure, change -> {
            throw failure;
        });
        RuntimeException ofAFile = new UncheckedIOException(new IOException("this consumer cannot write its file"));
        expectThrough(lab, answer, ofAFile, change -> {
            throw ofAFile;
        });
    }

    @Step(value = 4, order = 14)
    void letsAnErrorOfAConsumerThrough(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Error failure = new AssertionError("this consumer fails on purpose");
        expectThrough(lab, answer, failure, change -> {
            throw failure;
        });
    }

    private static void expectThrough(Lab lab, WatchPitfallsLesson answer, Throwable thrown, Consumer<Change> consumer)
            throws Exception {
        WatchFromRun watching = WatchFromRun.start(lab, answer, consumer);
        watching.run().allowFailure();
        lab.cluster().createPod("web-" + thrown.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        watching.awaitEnd();
        lab.expect("`watchFrom` to let the %s of the consumer through"
                        .formatted(thrown.getClass().getSimpleName()))
                .because("the stream is not broken; a result BROKEN would hide a mistake in the program")
                .now(() -> watching.run()
                        .failure()
                        .filter(failure -> failure == thrown)
                        .isPresent())
                .otherwise(() -> describe(watching));
        watching.expectClosed();
    }

    private static String describe(WatchFromRun watching) {
        return watching.run()
                .failure()
                .map(other -> "your code threw " + other)
                .orElseGet(() -> watching.end() == null
                        ? "your code returned null"
                        : "your code returned " + watching.end().how());
    }
}
