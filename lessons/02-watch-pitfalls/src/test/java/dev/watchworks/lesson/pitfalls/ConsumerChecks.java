package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import dev.watchworks.lesson.pitfalls.given.Change;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class ConsumerChecks {

    @Step(5)
    void servesThreeConsumersWithOneWatch(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<Changes> consumers = List.of(new Changes(), new Changes(), new Changes());
        Consumer<Change> shared = answer.shareAmong(List.copyOf(consumers));
        lab.expect("a consumer from `shareAmong`").now(() -> shared != null).otherwise(() -> "your code returned null");
        lab.atEnd(answer::stop);
        lab.start(
                "follow",
                () -> answer.follow(
                        lab.client(), lab.namespace(), Duration.ofMillis(50), Duration.ofMillis(400), shared));
        lab.hands().createPod("web-1");
        lab.expect("ADDED web-1 at each of the three consumers")
                .until(() -> consumers.stream().allMatch(consumer -> consumer.has("ADDED web-1")))
                .otherwise(() -> "they got "
                        + consumers.stream().map(Changes::comingsAndGoings).toList());
        lab.expect("one watch request for all three")
                .because("each watch costs the API server a stream of its own; three consumers do not need three")
                .untilItStays(
                        Duration.ofMillis(300), () -> lab.wire().watches("pods").size() == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(5)
    void keepsTheFailureOfOneConsumerFromTheOthers(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Changes first = new Changes();
        Changes last = new Changes();
        Consumer<Change> broken = change -> {
            throw new IllegalStateException("this consumer fails on purpose");
        };
        Consumer<Change> shared = answer.shareAmong(List.of(first, broken, last));
        lab.expect("a consumer from `shareAmong`").now(() -> shared != null).otherwise(() -> "your code returned null");
        shared.accept(added("web-1"));
        shared.accept(added("web-2"));
        List<String> both = List.of("ADDED web-1", "ADDED web-2");
        lab.expect("both changes at the consumers before and behind the one that throws")
                .now(() -> first.comingsAndGoings().equals(both)
                        && last.comingsAndGoings().equals(both))
                .otherwise(() -> "they got " + first.comingsAndGoings() + " and " + last.comingsAndGoings());
    }

    @Step(7)
    void triesAgainUntilTheHandlerSucceeds(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        long begun = System.nanoTime();
        boolean succeeded = answer.handle(added("web-1"), change -> failUntil(calls, 3), 5, Duration.ofMillis(20));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        lab.expect("three calls of a handler that fails twice and then succeeds")
                .now(() -> calls.get() == 3)
                .otherwise(() -> "your code called it " + calls.get() + " times");
        lab.expect("the result true, because the last call went well")
                .now(() -> succeeded)
                .otherwise(() -> "your code returned false");
        lab.expect("a pause of 20 ms before each of the two further calls")
                .because("what failed a moment ago fails again if it is tried in the same moment")
                .now(() -> took.toMillis() >= 40)
                .otherwise(() -> "all three calls took only " + took.toMillis() + " ms");
    }

    @Step(7)
    void givesUpAfterTheLastAttempt(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        boolean succeeded =
                answer.handle(added("web-1"), change -> failUntil(calls, Integer.MAX_VALUE), 4, Duration.ofMillis(1));
        lab.expect("four calls of a handler that always fails, for attempts = 4")
                .now(() -> calls.get() == 4)
                .otherwise(() -> "your code called it " + calls.get() + " times");
        lab.expect("the result false, and no exception")
                .now(() -> !succeeded)
                .otherwise(() -> "your code returned true");
    }

    @Step(7)
    void doesNotPauseAfterTheLastAttempt(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Running handle = lab.start(
                "handle",
                () -> answer.handle(
                        added("web-1"), change -> failUntil(calls, Integer.MAX_VALUE), 1, Duration.ofHours(1)));
        lab.expect("`handle` to return after the only attempt, without the pause of an hour")
                .because("a pause stands between two calls; after the last there is nothing to wait for")
                .until(() -> !handle.isRunning())
                .otherwise(() -> "it still waits, after " + calls.get() + " call of the handler");
        lab.expect("one call of the handler, for attempts = 1")
                .now(() -> calls.get() == 1)
                .otherwise(() -> "your code called it " + calls.get() + " times");
    }

    private static void failUntil(AtomicInteger calls, int success) {
        if (calls.incrementAndGet() < success) {
            throw new IllegalStateException("this handler fails on purpose");
        }
    }

    static Change added(String name) {
        return new Change(Change.Type.ADDED, new V1Pod().metadata(new V1ObjectMeta().name(name)));
    }
}
