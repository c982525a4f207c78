package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Optional;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ErrorChecks {

    @Step(value = 5, order = 1)
    void printsWhatTheServerSaysWhenAVersionIsTooOld(Lab lab, RawWatchLesson answer) throws Exception {
        String old = Pods.versionOfTheList(lab);
        lab.gateway().faults().when(Cue.watch("pods")).then(new GoneEvent());
        Watch.Response<V1Pod> error = firstEvent(lab, old);
        lab.timeline().recordLearner("`onError` was called with an ERROR of code 410");
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(() -> answer.onError(error));
        expectLine(lab, "watch error: 410 " + error.status.getMessage(), thrown, "from `onError` for an event ERROR");
    }

    @Step(value = 5, order = 2)
    void printsTheCodeOfEachError(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status away = new V1Status()
                .status("Failure")
                .reason("InternalError")
                .code(500)
                .message("the disk is 95% full");
        Optional<Throwable> thrown =
                CaughtThrowable.catchThrowable(() -> answer.onError(new Watch.Response<>("ERROR", away)));
        expectLine(lab, "watch error: 500 the disk is 95% full", thrown, "from `onError` for another event ERROR");
    }

    @Step(value = 5, order = 3)
    void printsALineForAStatusWithoutACode(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status bare = new V1Status().status("Failure");
        Optional<Throwable> thrown =
                CaughtThrowable.catchThrowable(() -> answer.onError(new Watch.Response<>("ERROR", bare)));
        lab.expect("a line that begins with `watch error:` for a Status without a code and without a message")
                .because(
                        "the code and the message of a Status are optional; the program must not fail when they are null")
                .now(() -> thrown.isEmpty()
                        && lab.output().lines().size() == 1
                        && lab.output().lines().get(0).startsWith("watch error:"))
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
    }

    @Step(value = 5, order = 4)
    void passesAnErrorFromDispatchToOnError(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status slow =
                new V1Status().status("Failure").reason("Timeout").code(504).message("too slow");
        V1Status away = new V1Status()
                .status("Failure")
                .reason("InternalError")
                .code(500)
                .message("the disk is 95% full");
        Optional<Throwable> direct =
                CaughtThrowable.catchThrowable(() -> answer.onError(new Watch.Response<>("ERROR", slow)));
        expectLine(lab, "watch error: 504 too slow", direct, "from `onError` for an event ERROR");
        Optional<Throwable> thrown =
                CaughtThrowable.catchThrowable(() -> answer.dispatch(new Watch.Response<>("ERROR", away)));
        lab.expect("one line `watch error: 500 the disk is 95% full` when `dispatch` gets an event ERROR")
                .because(thrown.map(ErrorChecks::explain)
                        .orElse(
                                "`dispatch` gets every event, and only calls `onError` for an ERROR; if it ignores an ERROR, "
                                        + "nobody learns why the stream ended"))
                .now(() -> thrown.isEmpty()
                        && lab.output()
                                .lines()
                                .equals(List.of("watch error: 504 too slow", "watch error: 500 the disk is 95% full")))
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
    }

    private static void expectLine(Lab lab, String line, Optional<Throwable> thrown, String when) throws Exception {
        lab.expect("the line `" + line + "` " + when)
                .because(thrown.map(ErrorChecks::explain)
                        .orElseGet(() -> Printed.explain(
                                lab, "the Status of an ERROR has a code, such as 410, 500 or 504, and a message")))
                .now(() -> thrown.isEmpty() && lab.output().lines().equals(List.of(line)))
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
    }

    private static String explain(Throwable thrown) {
        if (thrown instanceof IllegalFormatException) {
            return "the message of the server is a text with any characters, also a percent sign; in a format, this sign has a "
                    + "meaning";
        }
        return "an event ERROR contains a Status, not a pod: `event.object` is null, and `event.status` has the server's code "
                + "and message";
    }

    /** The first event of a watch, as client-java reads it from the stream. */
    private static Watch.Response<V1Pod> firstEvent(Lab lab, String version) throws Exception {
        ApiClient client = lab.asCheck(lab.connection().client());
        try (Watch<V1Pod> watch = Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(lab.namespace())
                        .resourceVersion(version)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            return watch.next();
        }
    }
}
