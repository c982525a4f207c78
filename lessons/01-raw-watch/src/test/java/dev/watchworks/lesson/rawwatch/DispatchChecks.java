package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class DispatchChecks {

    @Step(value = 4, order = 1)
    void printsTheNameOfANewPod(Lab lab, RawWatchLesson answer) throws Exception {
        answer.dispatch(new Watch.Response<>("ADDED", Pods.named("web-1")));
        lab.expect("the line `new Pod: web-1` for an event ADDED")
                .now(() -> lab.output().lines().equals(List.of("new Pod: web-1")))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 4, order = 2)
    void printsNothingForTheOtherEventsOfAPod(Lab lab, RawWatchLesson answer) throws Exception {
        expectNothing(
                lab,
                answer,
                "MODIFIED",
                "the pod is not new, it has changed; a starting pod changes three or four times");
        expectNothing(
                lab,
                answer,
                "DELETED",
                "the pod is gone; the event contains its last state, so that you know which pod it was");
        expectNothing(lab, answer, "BOOKMARK", "a bookmark is not about a pod; it contains only a version");
        answer.dispatch(new Watch.Response<>("ADDED", Pods.named("web-2")));
        lab.expect("the line `new Pod: web-2` for an event ADDED that comes after MODIFIED, DELETED and BOOKMARK")
                .now(() -> lab.output().has("new Pod: web-2"))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 4, order = 3)
    void ignoresAnUnknownEventType(Lab lab, RawWatchLesson answer) throws Exception {
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(
                () -> answer.dispatch(new Watch.Response<>("RENAMED", Pods.named("web-1"))));
        lab.expect("no line and no exception for an event RENAMED, a type that does not exist today")
                .because(
                        "a server is often newer than the programs that use it, and may send new types; BOOKMARK was once "
                                + "such a type")
                .now(() -> thrown.isEmpty() && lab.output().lines().isEmpty())
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
        answer.dispatch(new Watch.Response<>("ADDED", Pods.named("web-2")));
        lab.expect("the line `new Pod: web-2` for an event ADDED that comes after it")
                .now(() -> lab.output().has("new Pod: web-2"))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 4, order = 4)
    void printsALineForEachNewPodAlsoOfTheSameName(Lab lab, RawWatchLesson answer) throws Exception {
        for (String type : List.of("ADDED", "DELETED", "ADDED")) {
            answer.dispatch(new Watch.Response<>(type, Pods.named("web-0")));
        }
        lab.expect("a line `new Pod: web-0` for each of two events ADDED")
                .because("the second pod is another one, with the same name: a StatefulSet always uses its names again")
                .now(() -> lab.output().lines().equals(List.of("new Pod: web-0", "new Pod: web-0")))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 4, order = 5)
    void printsTheNameOfAPodThatWasCreatedLongAgo(Lab lab, RawWatchLesson answer) throws Exception {
        V1Pod old = Pods.named("web-1");
        old.getMetadata().creationTimestamp(OffsetDateTime.parse("2020-01-01T00:00:00Z"));
        answer.dispatch(new Watch.Response<>("ADDED", old));
        lab.expect("the line `new Pod: web-1` for an event ADDED of a pod that was created years ago")
                .because(
                        "the type of the event decides; a pod is new for a watch when the watch sends it for the first time")
                .now(() -> lab.output().lines().equals(List.of("new Pod: web-1")))
                .otherwise(() -> Printed.describe(lab));
    }

    private static void expectNothing(Lab lab, RawWatchLesson answer, String type, String why) throws Exception {
        answer.dispatch(new Watch.Response<>(type, Pods.named("web-1")));
        lab.expect("no line for an event " + type)
                .because(why)
                .now(() -> lab.output().lines().isEmpty())
                .otherwise(() -> Printed.describe(lab));
    }
}
