package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.List;
import java.util.function.Consumer;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class ConsumersChecks {

    @Step(8)
    void servesThreeConsumersWithOneWatch(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<RecordedChanges> consumers =
                List.of(new RecordedChanges(lab), new RecordedChanges(lab), new RecordedChanges(lab));
        followForAll(lab, answer, List.copyOf(consumers));
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        for (String words : List.of("ADDED web-1", "ADDED web-2")) {
            lab.expect(words + " at each of the three consumers")
                    .until(() -> consumers.stream().allMatch(consumer -> consumer.has(words)))
                    .otherwise(() -> "they got " + describeAll(consumers));
        }
        RecordedChanges.awaitLast(
                lab, consumers, () -> lab.wire().watches("pods").size() == consumers.size());
        lab.expect("one watch request for all three consumers")
                .because("each watch costs the API server a queue and a stream; three consumers can share one watch")
                .now(() -> lab.wire().watches("pods").size() == 1)
                .otherwise(() -> "your code sent %d watch requests for the same pods"
                        .formatted(lab.wire().watches("pods").size()));
        lab.expect("one list request for all three consumers")
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> "your code sent %d list requests for the same pods"
                        .formatted(lab.wire().lists("pods").size()));
        lab.expect("each change once at each consumer, and in the same order")
                .because("all consumers look at the same cluster, so all of them must get the same changes")
                .now(() -> describeAll(consumers).stream().distinct().count() == 1
                        && consumers.get(0).addedAndDeleted().size() == 2)
                .otherwise(() -> "they got " + describeAll(consumers));
    }

    @Step(8)
    void doesNotStopOtherConsumersWhenOneThrows(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges first = new RecordedChanges(lab);
        RecordedChanges last = new RecordedChanges(lab);
        RecordedChanges afterwards = new RecordedChanges(lab);
        Consumer<Change> stumbling = change -> {
            if (change.name().equals("web-1")) {
                throw new IllegalStateException("this consumer fails on purpose");
            }
            afterwards.accept(change);
        };
        BackgroundTask run =
                followForAll(lab, answer, List.of(first, stumbling, last)).allowFailure();
        lab.cluster().createPod("web-1");
        lab.expect("ADDED web-1 at the consumer before the one that throws, and at the consumer after it")
                .because("three teams share one watch; a mistake of one team must not affect the others")
                .until(() -> first.has("ADDED web-1") && last.has("ADDED web-1"))
                .otherwise(() -> describeResult(run, first, last));
        lab.cluster().createPod("web-2");
        lab.expect("ADDED web-2 at both consumers too, after the exception for web-1")
                .because("the exception of one consumer must not end the stream")
                .until(() -> first.has("ADDED web-2") && last.has("ADDED web-2"))
                .otherwise(() -> describeResult(run, first, last));
        lab.expect("ADDED web-2 at the consumer that threw an exception for web-1")
                .because(
                        "it failed for one change only; if you remove it, it gets no more changes until the program ends")
                .until(() -> afterwards.has("ADDED web-2"))
                .otherwise(() -> "it got no more changes after its exception");
        RecordedChanges.awaitLast(
                lab, List.of(first, last), () -> lab.wire().watches("pods").size() > 1 || !run.isRunning());
        lab.expect("still the same watch, and each change once, because the stream is not broken")
                .because("a new watch does not help a consumer that throws: it will throw again")
                .now(() -> lab.wire().watches("pods").size() == 1
                        && first.addedAndDeleted().equals(last.addedAndDeleted()))
                .otherwise(() -> lab.wire().watches("pods").size() > 1
                        ? "your code opened another watch"
                        : describeResult(run, first, last));
    }

    private static BackgroundTask followForAll(Lab lab, WatchPitfallsLesson answer, List<Consumer<Change>> consumers) {
        lab.atEnd(answer::stop);
        return lab.start(
                "followForAll",
                () -> answer.followForAll(lab.client(), lab.namespace(), FollowRun.BASE, FollowRun.MAXIMUM, consumers));
    }

    private static String describeResult(BackgroundTask run, RecordedChanges first, RecordedChanges last) {
        String describeAll = "they got " + describeAll(List.of(first, last));
        return run.failure().isPresent()
                ? "the exception came out of `followForAll` and ended the watch; " + describeAll
                : describeAll;
    }

    private static List<List<String>> describeAll(List<RecordedChanges> consumers) {
        return consumers.stream().map(RecordedChanges::addedAndDeleted).toList();
    }
}
