package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class RelistChecks {

    @Step(3)
    void tellsEverythingOfAFirstList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.hands().createPod("web-1");
        lab.hands().createPod("web-2");
        Map<String, V1Pod> known = new TreeMap<>();
        Changes changes = new Changes();
        String version = answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("ADDED for both pods that exist")
                .now(() -> new TreeSet<>(changes.comingsAndGoings())
                        .equals(new TreeSet<>(List.of("ADDED web-1", "ADDED web-2"))))
                .otherwise(changes::inWords);
        lab.expect("both pods in `known`")
                .now(() -> known.keySet().equals(new TreeSet<>(List.of("web-1", "web-2"))))
                .otherwise(() -> "it holds " + known.keySet());
        lab.expect("one list of the pods in " + lab.namespace())
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
        lab.expect("the list's own resourceVersion as the result, a number")
                .because("a watch goes on from the list's version; a pod's version may be much older")
                .now(() -> version != null && version.matches("[1-9][0-9]*") && newerThanAll(version, known))
                .otherwise(() -> "your code returned " + version);
    }

    @Step(3)
    void findsWhatIsGoneAndWhatIsNew(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Map<String, V1Pod> known = new TreeMap<>();
        for (String name : List.of("gone", "changed", "same")) {
            known.put(name, lab.hands().createPod(name));
        }
        lab.hands().labelPod("changed", "tier", "front");
        Pods.deleteAndAwait(lab, "gone");
        lab.hands().createPod("new");
        Changes changes = new Changes();
        answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("ADDED for the pod `new`, DELETED for the pod `gone`, and no more of these two types")
                .because("no event ever tells of a pod that was deleted while nobody watched: only comparing finds it")
                .now(() -> new TreeSet<>(changes.comingsAndGoings())
                        .equals(new TreeSet<>(List.of("ADDED new", "DELETED gone"))))
                .otherwise(changes::inWords);
        lab.expect("one MODIFIED for the pod `changed`, whose version is another one now")
                .now(() -> changes.count("MODIFIED changed") == 1)
                .otherwise(() -> "your code handed on " + changes.count("MODIFIED changed"));
        lab.expect("`known` to hold what the list held: the pods `changed`, `new` and `same`")
                .now(() -> known.keySet().equals(new TreeSet<>(List.of("changed", "new", "same"))))
                .otherwise(() -> "it holds " + known.keySet());
    }

    private static boolean newerThanAll(String version, Map<String, V1Pod> known) {
        long list = Long.parseLong(version);
        return known.values().stream()
                .mapToLong(pod -> Long.parseLong(pod.getMetadata().getResourceVersion()))
                .allMatch(pod -> pod <= list);
    }
}
