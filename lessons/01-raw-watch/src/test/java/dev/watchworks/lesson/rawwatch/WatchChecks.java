package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.util.List;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class WatchChecks {

    @Step(3)
    void opensAStreamOfThePodsInTheNamespace(Lab lab, RawWatchLesson answer) throws Exception {
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        lab.expect("a watch in the namespace " + lab.namespace() + " alone")
                .because("a watch of all namespaces makes the API server send you everybody's pods, for an hour")
                .now(() ->
                        watches(lab).stream().allMatch(call -> call.namespace().equals(lab.namespace())))
                .otherwise(() -> "you watch the pods of all namespaces; " + WireDescription.of(lab.wire()));
        Pods.createQuiet(lab, "web-1");
        awaitFirst(lab, reading, "an event ADDED for the pod web-1 that was just created");
        lab.expect("an event ADDED for the pod web-1 that was just created")
                .now(() -> isAdded(reading.first(), "web-1"))
                .otherwise(reading::firstInWords);
        reading.close();
        WatchExpectations.expectNone(lab, "after the watch was closed");
    }

    @Step(3)
    void readsEachLineAsATypeAndAPod(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "web-1");
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitFirst(lab, reading, "an event with a type and a pod");
    }

    @Step(3)
    void beginsAfterTheVersionThatItIsGiven(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        String version = Pods.versionOfTheList(lab);
        WatchReader reading = WatchReader.of(lab, answer, version);
        awaitWatch(lab, reading);
        Pods.createQuiet(lab, "late");
        awaitFirst(
                lab, reading, "an event ADDED for the pod late, created after the version that `openWatch` was given");
        lab.expect("the first event to tell of the pod late, created after the version that `openWatch` was given")
                .because("a list and a watch from the list's version fit together without a gap, and nothing is told "
                        + "twice; a watch from 0 or from nowhere begins with what you know already")
                .now(() -> isAdded(reading.first(), "late"))
                .otherwise(() -> reading.firstInWords() + "; "
                        + versionInWords(watches(lab).get(0)));
    }

    @Step(3)
    void letsTheServerEndTheWatchAfterSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        WatchReader reading = WatchReader.of(lab, answer, null);
        awaitWatch(lab, reading);
        lab.expect("a watch request with timeoutSeconds=60")
                .because(
                        "it is the server that ends a watch; without a wish of yours it chooses, between thirty and sixty "
                                + "minutes")
                .now(() -> watches(lab).stream()
                        .allMatch(call -> Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> timeOutInWords(lab));
    }

    private static void awaitWatch(Lab lab, WatchReader reading) throws Exception {
        lab.expect("a watch request")
                .until(() -> !watches(lab).isEmpty() || reading.hasSomethingToSay())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a watch request")
                .because("list and watch are the same request but for one flag; without the flag the answer is a list, "
                        + "and then nothing more comes")
                .now(() -> !watches(lab).isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    private static void awaitFirst(Lab lab, WatchReader reading, String what) throws Exception {
        lab.expect(what)
                .until(reading::hasSomethingToSay)
                .otherwise(() -> "your watch gave no event; " + WireDescription.of(lab.wire()));
        RuntimeException failure = reading.failure();
        lab.expect(what)
                .because("each line of the stream is not a pod but a type and a pod: tell `createWatch` that it is a "
                        + "`Watch.Response<V1Pod>`")
                .now(() -> reading.first() != null || failure == null)
                .otherwise(() -> "reading the watch threw " + failure);
        lab.expect(what)
                .now(() -> reading.first() != null)
                .otherwise(() -> "your watch ended without an event; " + WireDescription.of(lab.wire()));
        lab.expect("an event with a type")
                .because(
                        "each line of a stream has a type and an object; without a type it was no stream: one flag of the "
                                + "request makes it one")
                .now(() -> reading.first().type != null)
                .otherwise(() -> "the first thing that your watch gave has no type; " + WireDescription.of(lab.wire()));
        lab.expect("an event whose object is a V1Pod")
                .because(
                        "Java forgets at run time what stood in angle brackets, and JSON of no known type becomes a map; "
                                + "a TypeToken of `Watch.Response<V1Pod>` remembers")
                .now(() -> ((Object) reading.first().object) instanceof V1Pod)
                .otherwise(reading::firstInWords);
    }

    private static String timeOutInWords(Lab lab) {
        Long asked = watches(lab).get(0).options().timeoutSeconds();
        int readTimeout = lab.client().getReadTimeout();
        if (asked == null) {
            return "your watch asked for no time-out"
                    + (readTimeout == 0
                            ? ""
                            : "; instead your client gives up after " + readTimeout
                                    + " ms of silence, which the server " + "does not know");
        }
        return "your watch asked for timeoutSeconds=" + asked
                + (asked == 60_000 ? ": that is in milliseconds, and would be sixteen hours" : "");
    }

    private static String versionInWords(ApiCall watch) {
        String version = watch.options().resourceVersion();
        return version.isEmpty() ? "your request named no version" : "your request named the version " + version;
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
