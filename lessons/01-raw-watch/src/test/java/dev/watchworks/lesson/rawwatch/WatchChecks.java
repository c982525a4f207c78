package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.InsertBookmark;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.util.List;
import java.util.Optional;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class WatchChecks {

    @Step(value = 3, order = 1)
    void opensAStreamOfThePodsInTheNamespace(Lab lab, RawWatchLesson answer) throws Exception {
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        lab.expect("a watch of the pods in the namespace " + lab.namespace() + " only")
                .because("for a watch of all namespaces, the API server sends you everybody's pods")
                .now(() ->
                        watches(lab).stream().allMatch(call -> call.namespace().equals(lab.namespace())))
                .otherwise(() -> "your code watches the pods of all namespaces; " + WireDescription.of(lab.wire()));
        Pods.createQuiet(lab, "web-1");
        awaitFirst(lab, reading, "an event ADDED for the pod web-1 that was just created");
        lab.expect("an event ADDED for the pod web-1 that was just created")
                .now(() -> isAdded(reading.first(), "web-1"))
                .otherwise(reading::describeFirst);
        reading.close();
        WatchExpectations.expectNone(lab, "after the watch was closed");
    }

    @Step(value = 3, order = 2)
    void readsEachLineAsATypeAndAPod(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "web-1");
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitFirst(lab, reading, "an event with a type and a pod");
    }

    @Step(value = 3, order = 3)
    void beginsAfterTheVersionThatItIsGiven(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        String version = Pods.versionOfTheList(lab);
        WatchReader reading = WatchReader.of(lab, answer, version);
        awaitWatch(lab, reading);
        Pods.createQuiet(lab, "late");
        awaitFirst(
                lab,
                reading,
                "an event ADDED for the pod late, which was created after the version that `openWatch` got");
        lab.expect("the first event to be about the pod late, which was created after the version that `openWatch` got")
                .because(
                        "with the version of a list, there is no gap between the list and the watch, and nothing comes "
                                + "twice; a watch from version 0, or without a version, begins with pods that you know already")
                .now(() -> isAdded(reading.first(), "late"))
                .otherwise(() -> reading.describeFirst() + "; "
                        + describeVersion(watches(lab).get(0)));
    }

    @Step(value = 3, order = 4)
    void beginsWithAllPodsWithoutAVersion(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        lab.expect("a request without a version when `openWatch` gets null")
                .because("with the version 0, the server may begin with the pods as they were some time ago")
                .now(() -> watches(lab).get(0).options().resourceVersion().isEmpty())
                .otherwise(() -> describeVersion(watches(lab).get(0)));
        awaitFirst(lab, reading, "an event ADDED for the pod early, which existed before the watch");
        lab.expect("an event ADDED for the pod early, which existed before the watch")
                .now(() -> isAdded(reading.first(), "early"))
                .otherwise(reading::describeFirst);
    }

    @Step(value = 3, order = 5)
    void letsTheServerEndTheWatchAfterSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        lab.expect("a watch request with timeoutSeconds=60")
                .because(
                        "the server ends the watch after this time; without this parameter, it chooses a time from 30 to "
                                + "60 minutes")
                .now(() -> watches(lab).stream()
                        .allMatch(call -> Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> describeTimeout(lab));
        int readTimeout = lab.client().getReadTimeout();
        lab.expect("a client that waits at least as long as before: without a limit (0), or more than 60000 ms")
                .because(
                        "`openWatch` got a client without a limit; a client that gives up when nothing happens ends the "
                                + "watch with an exception")
                .now(() -> readTimeout == 0 || readTimeout > 60_000)
                .otherwise(() -> "after `openWatch`, the client gives up after " + readTimeout + " ms without data");
    }

    @Step(value = 3, order = 6)
    void asksForBookmarksOnlyIfItCanReadThem(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        awaitFirst(lab, reading, "an event ADDED for the pod early, which existed before the watch");
        if (watches(lab).get(0).options().allowWatchBookmarks()) {
            ArmedFault bookmark = lab.gateway().faults().now(Cue.watch("pods"), new InsertBookmark());
            lab.expect("a bookmark in the stream")
                    .until(() -> bookmark.hasStruck() || reading.isOver())
                    .otherwise(() -> "there was none");
        }
        Pods.createQuiet(lab, "late");
        lab.expect("an event ADDED for the pod late, which was created during the watch")
                .because(() -> explainBookmark(lab))
                .until(() -> reading.hasPod("late") || reading.isOver())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("an event ADDED for the pod late, which was created during the watch")
                .because(() -> explainBookmark(lab))
                .now(() -> reading.hasPod("late"))
                .otherwise(() -> reading.failure() == null
                        ? "your watch ended before it"
                        : "reading the watch threw " + reading.failure());
    }

    @Step(value = 3, order = 7)
    void throwsWhenTheServerRefusesTheWatch(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new ServerError());
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(() -> {
            try (Watchable<V1Pod> watch = answer.openWatch(lab.client(), lab.namespace(), null)) {
                watch.hasNext();
            }
        });
        lab.expect("an exception from `openWatch`, or from the first read, when the server refuses the watch")
                .because("a watch that was refused looks like a quiet one if nobody throws an exception")
                .now(thrown::isPresent)
                .otherwise(() -> "there was no exception; " + WireDescription.of(lab.wire()));
    }

    private static String explainBookmark(Lab lab) {
        return watches(lab).get(0).options().allowWatchBookmarks()
                ? "your request allows bookmarks: events with an empty pod, which a V1Pod does not accept; you need them in "
                        + "step 9, not here"
                : "the stream goes on until the server ends it";
    }

    private static void awaitWatch(Lab lab, WatchReader reading) throws Exception {
        lab.expect("a watch request")
                .until(() -> !watches(lab).isEmpty() || reading.hasEventOrEnded())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a watch request")
                .because(
                        "a list and a watch are the same request, and only one flag is different; without the flag, the "
                                + "response is a list, and then it ends")
                .now(() -> !watches(lab).isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    private static void awaitFirst(Lab lab, WatchReader reading, String what) throws Exception {
        lab.expect(what)
                .until(reading::hasEventOrEnded)
                .otherwise(() -> "your watch returned no event; " + WireDescription.of(lab.wire()));
        RuntimeException failure = reading.failure();
        lab.expect(what)
                .because(
                        ("" + failure).contains("containers")
                                ? explainBookmark(lab)
                                : "each line of the stream contains a type and a pod; so the type that `createWatch` needs is "
                                        + "`Watch.Response<V1Pod>`")
                .now(() -> reading.first() != null || failure == null)
                .otherwise(() -> "reading the watch threw " + failure);
        lab.expect(what)
                .now(() -> reading.first() != null)
                .otherwise(() -> "your watch ended without an event; " + WireDescription.of(lab.wire()));
        lab.expect("an event with a type")
                .because(
                        "each line of a stream has a type and an object; a response without a type is not a stream: one "
                                + "flag of the request makes it a stream")
                .now(() -> reading.first().type != null)
                .otherwise(() -> "the first event of your watch has no type; " + WireDescription.of(lab.wire()));
        lab.expect("an event whose object is a V1Pod")
                .because(
                        "Java forgets the part in angle brackets at run time, and JSON without a known type becomes a map; "
                                + "a TypeToken of `Watch.Response<V1Pod>` keeps the type")
                .now(() -> ((Object) reading.first().object) instanceof V1Pod)
                .otherwise(reading::describeFirst);
    }

    private static String describeTimeout(Lab lab) {
        Long asked = watches(lab).get(0).options().timeoutSeconds();
        int readTimeout = lab.client().getReadTimeout();
        if (asked == null) {
            return "your request has no timeoutSeconds"
                    + (readTimeout == 0
                            ? ""
                            : "; your client has a read time-out of " + readTimeout
                                    + " ms instead, which the server does not know");
        }
        return "your request has timeoutSeconds=" + asked
                + (asked == 60_000 ? ": this would be more than sixteen hours, because the unit is seconds" : "");
    }

    private static String describeVersion(ApiCall watch) {
        String version = watch.options().resourceVersion();
        return version.isEmpty() ? "your request has no version" : "your request has the version " + version;
    }

    private static boolean isAdded(Watch.Response<?> event, String name) {
        return event != null
                && "ADDED".equals(event.type)
                && (Object) event.object instanceof V1Pod pod
                && name.equals(pod.getMetadata().getName());
    }

    private static List<ApiCall> watches(Lab lab) {
        return lab.wire().watches("pods").stream().map(Exchange::call).toList();
    }
}
