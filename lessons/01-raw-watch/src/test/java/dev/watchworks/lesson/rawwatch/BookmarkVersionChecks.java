package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.InsertEvent;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.util.List;

/** The checks of the version that a run with bookmarks returns. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class BookmarkVersionChecks {

    @Step(value = 9, order = 5)
    void returnsTheVersionOfABookmark(Lab lab, RawWatchLesson answer) throws Exception {
        String pod = Pods.createQuiet(lab, "early").getMetadata().getResourceVersion();
        lab.cluster().createService("shop");
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        String returned = run.end();
        lab.expect("the version of the bookmark, resourceVersion " + run.lastVersion())
                .because(
                        "after the last pod event, the cluster's version has grown; a bookmark says that you have seen "
                                + "everything up to its version, so a later watch can continue from there")
                .now(() -> run.lastVersion().equals(returned))
                .otherwise(() -> "your code returned " + BookmarkRun.describe(returned)
                        + (pod.equals(returned) ? ", the version of the pod before it" : ""));
    }

    @Step(value = 9, order = 6)
    void returnsTheVersionOfAPodAfterTheBookmark(Lab lab, RawWatchLesson answer) throws Exception {
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        // A real server may send another bookmark at any time, so the gateway ends the stream right after the pod.
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "late"))
                .then(new EndStream());
        String pod = Pods.createQuiet(lab, "late").getMetadata().getResourceVersion();
        run.awaitLate();
        String returned = run.awaitEnd();
        lab.expect("the version of the last event, which is resourceVersion " + pod + " of the pod late")
                .because(
                        "the version of the last event is how far you have read; from an older version, the next watch "
                                + "would send this pod again")
                .now(() -> pod.equals(returned))
                .otherwise(() -> "your code returned " + BookmarkRun.describe(returned)
                        + (run.isVersionOfABookmark(returned) ? ", the version of the bookmark before it" : ""));
    }

    @Step(value = 9, order = 7)
    void returnsTheVersionOfAChangedPod(Lab lab, RawWatchLesson answer) throws Exception {
        expectVersionOfTheLast("MODIFIED", lab, answer);
    }

    @Step(value = 9, order = 8)
    void returnsTheVersionOfADeletedPod(Lab lab, RawWatchLesson answer) throws Exception {
        expectVersionOfTheLast("DELETED", lab, answer);
    }

    @Step(value = 9, order = 9)
    void returnsTheVersionOfTheLastEventAlsoWhenItHasMoreDigits(Lab lab, RawWatchLesson answer) throws Exception {
        String last = "10000000001";
        insert(lab, "ADDED", "web-1", "9999999999");
        insert(lab, "MODIFIED", "web-1", last);
        lab.gateway().faults().when(Cue.watch("pods")).then(new EndStream());
        BookmarkRun run = BookmarkRun.start(lab, answer);
        lab.expect("`runWithBookmarks` to return when the server ends the stream")
                .until(() -> !run.running().isRunning())
                .otherwise(() -> "it still runs");
        lab.expect("no exception for events with the versions 9999999999 and " + last)
                .because(
                        "a version has any count of digits, and is greater than an int soon; you need not read it as a number")
                .now(() -> run.running().failure().isEmpty())
                .otherwise(run::describeEnd);
        String returned = run.returned().get();
        lab.expect("the version of the last event, " + last)
                .because("a version is a number with any count of digits; compared as text, 9999999999 is greater than "
                        + last + "; you need not compare versions: the last event has the version that you return")
                .now(() -> last.equals(returned))
                .otherwise(() -> "your code returned " + BookmarkRun.describe(returned));
    }

    @Step(value = 9, order = 10)
    void returnsTheVersionOfTheLastEventAlsoWhenItIsLower(Lab lab, RawWatchLesson answer) throws Exception {
        insert(lab, "ADDED", "web-1", "34");
        insert(lab, "ADDED", "web-2", "12");
        lab.gateway().faults().when(Cue.watch("pods")).then(new EndStream());
        String returned = BookmarkRun.start(lab, answer).awaitEnd();
        lab.expect("the version of the last event, 12 of the pod web-2, after an event with the version 34")
                .because(
                        "the pods that exist come in the order of their names, not of their versions; so do not compare "
                                + "versions: the last event has the version that you return")
                .now(() -> "12".equals(returned))
                .otherwise(() -> "your code returned " + BookmarkRun.describe(returned));
    }

    private static void expectVersionOfTheLast(String type, Lab lab, RawWatchLesson answer) throws Exception {
        BookmarkRun run = BookmarkRun.start(lab, answer);
        run.awaitBookmark();
        Pods.createQuiet(lab, "late");
        run.awaitLate();
        // A real server may send a bookmark at any time, so the gateway ends the stream right after the event.
        lab.gateway().faults().when(Cue.watch("pods").afterEvent(type, "late")).then(new EndStream());
        if (type.equals("MODIFIED")) {
            lab.cluster().labelPod("late", "changed", "yes");
        } else {
            lab.cluster().deletePod("late");
        }
        String returned = run.awaitEnd();
        lab.expect("the version of the last event, which is resourceVersion " + run.lastVersion() + " of the event "
                        + type)
                .because(
                        "each change of a pod has a new version, also its deletion; from an older version, the next watch "
                                + "would send this event again")
                .now(() -> run.lastVersion().equals(returned))
                .otherwise(() -> "your code returned " + BookmarkRun.describe(returned));
        lab.expect("one line for the pod late, for its event ADDED")
                .because("`runWithBookmarks` passes each pod event to `dispatch`, and `dispatch` prints nothing for "
                        + type)
                .now(() -> lab.output().lines().equals(List.of("new Pod: late")))
                .otherwise(() -> Printed.describe(lab));
    }

    private static void insert(Lab lab, String type, String name, String version) {
        lab.gateway().faults().when(Cue.watch("pods")).then(new InsertEvent(type, Pods.json(lab, name, version)));
    }
}
