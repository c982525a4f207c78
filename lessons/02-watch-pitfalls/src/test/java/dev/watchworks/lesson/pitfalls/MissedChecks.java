package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.WhileAway;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class MissedChecks {

    /** By what line a watcher would know of it. */
    private static final Map<WhileAway, Predicate<StreamLine>> TOLD = new EnumMap<>(Map.of(
            WhileAway.CREATED,
            line -> line.name().equals("created"),
            WhileAway.LABELLED,
            line -> line.name().equals("labelled") && line.text().contains("\"tier\":\"front\""),
            WhileAway.PAINTED_BLUE,
            line -> line.name().equals("painted") && line.text().contains("\"colour\":\"blue\""),
            WhileAway.DELETED,
            line -> line.name().equals("deleted"),
            WhileAway.CAME_AND_WENT,
            line -> line.name().equals("brief")));

    /** What was measured. */
    private record Missed(Set<WhileAway> changes) {}

    @Step(3)
    @StartEarly("measure")
    void predictsWhatAWatcherMisses(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Set<WhileAway> said = answer.predictMissed();
        lab.expect("a set from `predictMissed`").now(() -> said != null).otherwise(() -> "your code returned null");
        Set<WhileAway> missed = lab.measured(Missed.class).changes();
        Set<WhileAway> tooMany = without(said, missed);
        lab.expect("only those of which the new watch told nothing, measured on the wire")
                .because(
                        "without a version a watch begins with ADDED for each pod that is there, in the state that it is in: "
                                + "so you learn what is, but not that it is new")
                .now(tooMany::isEmpty)
                .otherwise(() -> "you say that " + tooMany + " is missed, and the new watch told it with an ADDED");
        Set<WhileAway> tooFew = without(missed, said);
        lab.expect("all those of which the new watch told nothing, measured on the wire")
                .because(
                        "without a version a watch begins with what is there now: what has gone, and states that are over, "
                                + "are not there, and no event comes for them later")
                .now(tooFew::isEmpty)
                .otherwise(() -> "your set lacks " + tooFew + ", of which the wire saw nothing in the new watch");
    }

    private static Missed measure(Lab lab) throws Exception {
        for (String name : List.of("labelled", "painted", "deleted")) {
            lab.cluster().createPod(name);
        }
        try (Watch<V1Pod> before = WatchFactory.ofPods(lab, lab.client())) {
            readUntil(before, "deleted");
        }
        happenWhileAway(lab);
        try (Watch<V1Pod> after = WatchFactory.ofPods(lab, lab.client())) {
            // what the server has to say about the past stands before this one
            lab.cluster().createPod("last");
            readUntil(after, "last");
        }
        return new Missed(missed(lab));
    }

    private static void happenWhileAway(Lab lab) {
        lab.cluster().createPod("created");
        lab.cluster().labelPod("labelled", "tier", "front");
        lab.cluster().labelPod("painted", "colour", "blue");
        lab.cluster().labelPod("painted", "colour", "green");
        lab.cluster().createPod("brief");
        lab.cluster().deletePod("deleted");
        lab.cluster().deletePod("brief");
        Pods.awaitGone(lab, "deleted");
        Pods.awaitGone(lab, "brief");
    }

    private static Set<WhileAway> missed(Lab lab) {
        List<Exchange> watches = lab.wire().watches("pods");
        List<StreamLine> lines = lab.wire().lines(watches.get(watches.size() - 1));
        Set<WhileAway> missed = EnumSet.allOf(WhileAway.class);
        missed.removeIf(change -> lines.stream().anyMatch(TOLD.get(change)));
        return missed;
    }

    private static Set<WhileAway> without(Set<WhileAway> these, Set<WhileAway> those) {
        Set<WhileAway> rest = EnumSet.noneOf(WhileAway.class);
        rest.addAll(these);
        rest.removeAll(those);
        return rest;
    }

    private static void readUntil(Watch<V1Pod> watch, String name) {
        while (watch.hasNext()) {
            V1Pod pod = watch.next().object;
            if (pod != null && name.equals(pod.getMetadata().getName())) {
                return;
            }
        }
    }
}
