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

    /** The line of the new watch that would show each change. */
    private static final Map<WhileAway, Predicate<StreamLine>> SHOWN_BY = new EnumMap<>(Map.of(
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

    /** The result of the measurement. */
    private record Missed(Set<WhileAway> changes) {}

    @Step(value = 3, order = 1)
    @StartEarly("measure")
    void predictsWhatAWatcherMisses(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Set<WhileAway> said = answer.predictMissed();
        lab.expect("a set from `predictMissed`").now(() -> said != null).otherwise(() -> "your code returned null");
        Set<WhileAway> missed = lab.measured(Missed.class).changes();
        Set<WhileAway> tooMany = difference(said, missed);
        lab.expect("only changes that the new watch does not show, as the check measured")
                .because(
                        "without a version, a watch begins with an ADDED for each pod that exists now, as it is now; so it "
                                + "shows what exists, but not what is new")
                .now(tooMany::isEmpty)
                .otherwise(() -> "your set contains " + tooMany + ", and the new watch showed it with an ADDED");
        Set<WhileAway> tooFew = difference(missed, said);
        lab.expect("all changes that the new watch does not show, as the check measured")
                .because(
                        "without a version, a watch begins with the pods that exist now; a pod that is gone sends no event, "
                                + "and an earlier state leaves no trace")
                .now(tooFew::isEmpty)
                .otherwise(() -> "your set does not contain " + tooFew + ", and the new watch did not show it");
        lab.explainMeasurement(
                "the new watch did not show " + missed,
                "without a version, a watch begins with the pods that exist now; a pod that is gone sends no event, and an "
                        + "earlier state leaves no trace");
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
            // The server sends everything about the past before this pod.
            lab.cluster().createPod("marker");
            readUntil(after, "marker");
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
        missed.removeIf(change -> lines.stream().anyMatch(SHOWN_BY.get(change)));
        return missed;
    }

    private static Set<WhileAway> difference(Set<WhileAway> these, Set<WhileAway> those) {
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
