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
                    .otherwise(() -> "they got " + told(consumers));
        }
        RecordedChanges.awaitLast(
                lab, consumers, () -> lab.wire().watches("pods").size() == consumers.size());
        lab.expect("one watch request for all three consumers")
                .because(
                        "each watch costs the API server a queue and a stream of its own; three consumers do not need three")
                .now(() -> lab.wire().watches("pods").size() == 1)
                .otherwise(() -> "the wire saw %d watch requests for the same pods"
                        .formatted(lab.wire().watches("pods").size()));
        lab.expect("one list request for all three consumers")
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> "the wire saw %d list requests for the same pods"
                        .formatted(lab.wire().lists("pods").size()));
        lab.expect("each change once at each consumer, and in the same order")
                .because("two of them that look at the same cluster must come to the same picture")
                .now(() -> told(consumers).stream().distinct().count() == 1
                        && consumers.get(0).comingsAndGoings().size() == 2)
                .otherwise(() -> "they got " + told(consumers));
    }

    @Step(8)
    void keepsTheFailureOfOneConsumerFromTheOthers(Lab lab, WatchPitfallsLesson answer) throws Exception {
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
        lab.expect("ADDED web-1 at the consumer before and at the one behind a consumer that throws")
                .because("three teams that share a watch do not share their mistakes")
                .until(() -> first.has("ADDED web-1") && last.has("ADDED web-1"))
                .otherwise(() -> what(run, first, last));
        lab.cluster().createPod("web-2");
        lab.expect("ADDED web-2 as well: the failure on web-1 ends nothing")
                .because("a consumer that has failed once may do better on the next change")
                .until(() -> first.has("ADDED web-2") && last.has("ADDED web-2"))
                .otherwise(() -> what(run, first, last));
        lab.expect("ADDED web-2 at the consumer that has thrown on web-1, too")
                .because(
                        "its trouble was with one change; whoever shuts it out makes it deaf for as long as the program runs")
                .until(() -> afterwards.has("ADDED web-2"))
                .otherwise(() -> "it heard of nothing after it had thrown");
        RecordedChanges.awaitLast(
                lab, List.of(first, last), () -> lab.wire().watches("pods").size() > 1 || !run.isRunning());
        lab.expect("still the same watch, and each change once: the stream was sound")
                .because("whoever takes a consumer's exception for a broken stream watches again, and it fails again")
                .now(() -> lab.wire().watches("pods").size() == 1
                        && first.comingsAndGoings().equals(last.comingsAndGoings()))
                .otherwise(() -> lab.wire().watches("pods").size() > 1
                        ? "your code asked for another watch"
                        : what(run, first, last));
    }

    private static BackgroundTask followForAll(Lab lab, WatchPitfallsLesson answer, List<Consumer<Change>> consumers) {
        lab.atEnd(answer::stop);
        return lab.start(
                "followForAll",
                () -> answer.followForAll(lab.client(), lab.namespace(), FollowRun.BASE, FollowRun.MAXIMUM, consumers));
    }

    private static String what(BackgroundTask run, RecordedChanges first, RecordedChanges last) {
        String told = "they got " + told(List.of(first, last));
        return run.failure().isPresent()
                ? "its exception came out of `followForAll` and ended the watch; " + told
                : told;
    }

    private static List<List<String>> told(List<RecordedChanges> consumers) {
        return consumers.stream().map(RecordedChanges::comingsAndGoings).toList();
    }
}
