package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What {@code follow} must bring through a 410. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class FollowGoneChecks {

    @Step(value = 7, order = 3)
    void listsAgainAfterGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        listsAgainAfter(new GoneEvent(), lab, answer);
    }

    @Step(value = 7, order = 4)
    void listsAgainAfterGoneAsAResponse(Lab lab, WatchPitfallsLesson answer) throws Exception {
        listsAgainAfter(new GoneOnWatch(), lab, answer);
    }

    private static void listsAgainAfter(Fault gone, Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("stays");
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        lab.cluster().createPod("goes");
        following.expect(
                "ADDED goes", "a pod that was created during your watch", "a watch sends an event for each new pod");
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        Pods.deleteAndAwait(lab, "goes");
        lab.cluster().createPod("comes");
        lab.gateway()
                .faults()
                .when(Cue.watch("pods")
                        .where("from the first version that is requested from now on", theFirstVersion()))
                .always()
                .then(gone);
        away.lift();
        following.expect(
                "ADDED comes",
                "a pod that was created while the API server could not be reached, with a 410 afterwards",
                "410 means that this version is too old, and it stays too old: only a new list helps");
        following.expect(
                "DELETED goes",
                "a pod that was deleted while the API server could not be reached, with a 410 afterwards",
                "a list does not show which pods are gone: compare it with all pods that you knew before the 410, from the "
                        + "list and from the watch");
        following.expectOnlyOnce(List.of("ADDED stays", "ADDED goes", "ADDED comes", "DELETED goes"));
    }

    /** Matches each request with the version of the first request: a server that has lost a version never has it again. */
    private static Predicate<ApiCall> theFirstVersion() {
        AtomicReference<String> forgotten = new AtomicReference<>();
        return call -> {
            forgotten.compareAndSet(null, call.options().resourceVersion());
            return call.options().resourceVersion().equals(forgotten.get());
        };
    }

    /** Each pod of this check has another history, and only a program that remembers all of them gets it right. */
    @Step(value = 7, order = 5)
    void comparesWithAllThatItKnew(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Pods.createQuiet(lab, "stays");
        lab.cluster().createPod("goes");
        FollowRun following = FollowRun.start(lab, answer);
        following.expectOpenWatch();
        V1Pod labelled = lab.cluster().labelPod("stays", "tier", "front");
        for (String name : List.of("went", "back")) {
            lab.cluster().createPod(name);
            Pods.deleteAndAwait(lab, name);
            following.expect(
                    "DELETED " + name, "a pod that was deleted during your watch", "a watch sends an event for it");
        }
        lab.expect("MODIFIED stays, for a pod that got a label during your watch")
                .because("a watch sends an event for each change")
                .until(() -> following
                        .changes()
                        .lastVersion("stays")
                        .equals(labelled.getMetadata().getResourceVersion()))
                .otherwise(following.changes()::describe);
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        Pods.deleteAndAwait(lab, "goes");
        lab.cluster().createPod("back");
        lab.gateway()
                .faults()
                .when(Cue.watch("pods")
                        .where("from the first version that is requested from now on", theFirstVersion()))
                .always()
                .then(new GoneEvent());
        lab.gateway().faults().when(Cue.list("pods")).then(new ServerError());
        away.lift();
        following.expect(
                "DELETED goes",
                "a pod that was deleted while the API server could not be reached; then came a 410, and a list that the "
                        + "server refused",
                "a refused list contains no news: keep what you knew, and compare it with the next list");
        RecordedChanges.awaitLast(
                lab,
                List.of(following.changes()),
                () -> following.changes().repeated().isPresent());
        lab.expect("each change once: a pod is ADDED when it was not there, and DELETED when it was there")
                .because(
                        "the next list is compared with `known`: each event of the watch must bring it up to date, and a "
                                + "DELETED takes the pod out")
                .now(() -> following.changes().repeated().isEmpty())
                .otherwise(() ->
                        "your code passed on " + following.changes().repeated().orElseThrow());
        lab.expect("ADDED back twice: for the first pod of this name, and for the one after the deletion")
                .because("a pod that was deleted and created again is new")
                .now(() -> following.changes().count("ADDED back") == 2)
                .otherwise(following.changes()::describe);
    }
}
