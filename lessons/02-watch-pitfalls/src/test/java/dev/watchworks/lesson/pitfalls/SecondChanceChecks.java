package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.SecondChance;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class SecondChanceChecks {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** With so many pauses of a millisecond, pauses that grow take longer than the check waits. */
    private static final int MANY_PAUSES = 150;

    private static final int NEVER = Integer.MAX_VALUE;
    /** More calls than any answer that counts its calls makes with four attempts. */
    private static final int MANY = 12;

    @Step(value = 10, order = 1)
    void triesAgainUntilTheHandlerSucceeds(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Change change = change("web", 1);
        AtomicInteger calls = new AtomicInteger();
        List<Long> begun = new CopyOnWriteArrayList<>();
        List<Change> handled = new CopyOnWriteArrayList<>();
        boolean succeeded = answer.handle(
                change,
                handling -> {
                    begun.add(System.nanoTime());
                    handled.add(handling);
                    failUntil(calls, 3);
                },
                3,
                PAUSE);
        lab.expect("three calls of a handler that fails twice and then succeeds, for attempts = 3")
                .because("a call that failed may succeed a moment later; after a success, you must not call again")
                .now(() -> calls.get() == 3)
                .otherwise(() -> "your code called it " + times(calls));
        lab.expect("the result true, because the last call succeeded")
                .now(() -> succeeded)
                .otherwise(() -> "your code returned false");
        lab.expect("the same change in each call")
                .now(() -> handled.stream().allMatch(handling -> handling == change))
                .otherwise(() -> "the handler got another change");
        lab.expect("a pause of 20 ms before the second call and before the third call")
                .because("a call that has just failed will fail again if you do not wait")
                .now(() -> begun.get(1) - begun.get(0) >= PAUSE.toNanos()
                        && begun.get(2) - begun.get(1) >= PAUSE.toNanos())
                .otherwise(() -> "your code waited less before one of them");
    }

    @Step(value = 10, order = 2)
    void givesUpAfterTheLastAttempt(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger results = new AtomicInteger();
        BackgroundTask handle = lab.start("handle", () -> {
            if (answer.handle(change("web", 1), change -> failUntil(calls, NEVER), 4, Duration.ofMillis(1))) {
                results.incrementAndGet();
            }
        });
        lab.expect("`handle` to return after four calls of a handler that always fails, for attempts = 4")
                .because("if you never give up on one change, no other change gets a turn")
                .until(() -> calls.get() > MANY || !handle.isRunning())
                .otherwise(() -> "your code waits after %d calls".formatted(calls.get()));
        lab.expect("four calls of a handler that always fails, for attempts = 4")
                .because("`attempts` counts all calls, including the first one")
                .now(() -> calls.get() == 4)
                .otherwise(() -> calls.get() > MANY
                        ? "your code calls it again and again, and ignores `attempts`"
                        : "your code called it " + times(calls));
        lab.expect("the result false, and no exception")
                .now(() -> results.get() == 0)
                .otherwise(() -> "your code returned true");
    }

    @Step(value = 10, order = 3)
    void doesNotPauseAfterTheLastAttempt(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BackgroundTask handle = lab.start(
                "handle", () -> answer.handle(change("web", 1), change -> failUntil(calls, NEVER), 1, AN_HOUR));
        lab.expect("`handle` to return after the only attempt, without the pause of an hour")
                .because("a pause is between two calls; after the last call there is nothing to wait for")
                .until(() -> !handle.isRunning())
                .otherwise(() -> calls.get() == 0
                        ? "it waits before the first call of the handler"
                        : "it still waits, after the only call of the handler");
        lab.expect("one call of the handler, for attempts = 1")
                .now(() -> calls.get() == 1)
                .otherwise(() -> "your code called it " + times(calls));
        BackgroundTask success = lab.start("handle", () -> answer.handle(change("web", 1), change -> {}, 3, AN_HOUR));
        lab.expect("`handle` to return after a first call that succeeds, without the pause of an hour")
                .because("a pause is between two calls; after a success there is nothing to wait for")
                .until(() -> !success.isRunning())
                .otherwise(() -> "it still waits");
    }

    @Step(value = 10, order = 4)
    void letsAnInterruptEndThePause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BackgroundTask handle = lab.start(
                        "handle", () -> answer.handle(change("web", 1), change -> failUntil(calls, NEVER), 3, AN_HOUR))
                .allowFailure();
        lab.expect("a first call of the handler").until(() -> calls.get() > 0).otherwise(() -> "there was none");
        handle.stop();
        lab.expect("an InterruptedException from `handle` after an interrupt of its thread during the pause")
                .because(
                        "an interrupt asks a thread to end; if your code catches it and continues, nobody can stop the "
                                + "program")
                .until(() -> handle.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> handle.isRunning()
                        ? "it continues, after %d calls of the handler".formatted(calls.get())
                        : handle.failure().map(other -> "it threw " + other).orElse("it returned"));
    }

    @Step(value = 10, order = 5)
    void waitsTheSameTimeBetweenAllCalls(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BackgroundTask handle = lab.start(
                "handle",
                () -> answer.handle(
                        change("web", 1), change -> failUntil(calls, NEVER), MANY_PAUSES, Duration.ofMillis(1)));
        lab.expect("150 calls of a handler that always fails, with a pause of 1 ms between two calls")
                .because(
                        "`handle` waits the same time between all calls; the growing pause of step 5 is for the server")
                .until(() -> !handle.isRunning())
                .otherwise(() -> "after five seconds your code is not ready, so it waits longer and longer");
    }

    /** Uses a plain queue and one worker thread, like a program without a work queue. */
    @Step(value = 10, order = 6)
    void predictsWhatASecondChanceCosts(Lab lab, WatchPitfallsLesson answer) throws Exception {
        SecondChance said = answer.predictSecondChance();
        lab.expect("a `SecondChance` from `predictSecondChance`")
                .now(() -> said != null)
                .otherwise(() -> "your code returned null");
        BlockingQueue<Change> queue = new LinkedBlockingQueue<>(List.of(change("web", 1)));
        List<Change> handled = new CopyOnWriteArrayList<>();
        lab.start("worker", () -> {
            while (true) {
                answer.handle(
                        queue.take(),
                        change -> {
                            lab.timeline()
                                    .recordLearner("the handler was called for %s in state %d, as call %d of all"
                                            .formatted(change.name(), state(change), handled.size() + 1));
                            handle(change, queue, handled);
                        },
                        3,
                        Duration.ofMillis(5));
            }
        });
        lab.expect("three calls for each of the two changes of `web`, and one for each of the other four")
                .until(() -> handled.size() == 10)
                .otherwise(() -> "your `handle` made " + handled.size() + " calls");
        List<Change> beforeTheThird = handled.subList(0, indexOfThird(handled));
        long others = beforeTheThird.stream()
                .filter(change -> !change.name().equals("web"))
                .count();
        lab.expect("othersHandled = " + others + ", as measured with your own `handle`")
                .because("one thread handles all pods; while it pauses for `web`, all other pods wait")
                .now(() -> said.othersHandled() == others)
                .otherwise(() -> "you predicted " + said.othersHandled());
        int state = state(handled.get(beforeTheThird.size()));
        lab.expect("stateInThirdCall = " + state + ", as measured with your own `handle`")
                .because("`handle` knows only the change that it got; state 2 waits in the queue behind it")
                .now(() -> said.stateInThirdCall() == state)
                .otherwise(() -> "you predicted " + said.stateInThirdCall());
    }

    private static void handle(Change change, BlockingQueue<Change> queue, List<Change> handled) {
        if (handled.isEmpty()) {
            queue.add(change("web", 2));
            List.of("a", "b", "c", "d").forEach(name -> queue.add(change(name, 1)));
        }
        handled.add(change);
        if (change.name().equals("web")) {
            throw new UnsupportedOperationException("this handler fails on purpose");
        }
    }

    /** The index of the third call for a change of {@code web}. */
    private static int indexOfThird(List<Change> handled) {
        int seen = 0;
        for (int index = 0; index < handled.size(); index++) {
            seen += handled.get(index).name().equals("web") ? 1 : 0;
            if (seen == 3) {
                return index;
            }
        }
        return handled.size() - 1;
    }

    private static void failUntil(AtomicInteger calls, int success) {
        if (calls.incrementAndGet() < success) {
            // Many exceptions have no message.
            throw calls.get() == 1 ? new IllegalStateException() : new UnsupportedOperationException();
        }
    }

    private static String times(AtomicInteger calls) {
        return calls.get() == 1 ? "once" : calls + " times";
    }

    private static int state(Change change) {
        return Integer.parseInt(change.pod().getMetadata().getResourceVersion());
    }

    private static Change change(String name, int state) {
        return new Change(
                Change.Type.MODIFIED,
                new V1Pod().metadata(new V1ObjectMeta().name(name).resourceVersion(Integer.toString(state))));
    }
}
