package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import java.util.List;
import java.util.Optional;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ErrorChecks {

    @Step(5)
    void printsWhatTheServerSaysWhenAVersionIsTooOld(Lab lab, RawWatchLesson answer) throws Exception {
        String old = Pods.versionOfTheList(lab);
        lab.gateway().faults().when(Cue.watch("pods")).then(new GoneEvent());
        Watch.Response<V1Pod> error = firstEvent(lab, old);
        lab.timeline().recordLearner("`onError` was called with an ERROR of code 410");
        Optional<Throwable> thrown = CaughtThrowable.by(() -> answer.onError(error));
        expectLine(lab, "watch error: 410 " + error.status.getMessage(), thrown, "for an event ERROR from `onError`");
    }

    @Step(5)
    void printsTheCodeOfEachError(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status away = new V1Status()
                .status("Failure")
                .reason("InternalError")
                .code(500)
                .message("etcd is away");
        Optional<Throwable> thrown = CaughtThrowable.by(() -> answer.onError(new Watch.Response<>("ERROR", away)));
        expectLine(lab, "watch error: 500 etcd is away", thrown, "for another event ERROR from `onError`");
    }

    @Step(5)
    void handsAnErrorOnFromDispatch(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status slow =
                new V1Status().status("Failure").reason("Timeout").code(504).message("too slow");
        V1Status away = new V1Status()
                .status("Failure")
                .reason("InternalError")
                .code(500)
                .message("etcd is away");
        Optional<Throwable> direct = CaughtThrowable.by(() -> answer.onError(new Watch.Response<>("ERROR", slow)));
        expectLine(lab, "watch error: 504 too slow", direct, "for an event ERROR from `onError`");
        Optional<Throwable> thrown = CaughtThrowable.by(() -> answer.dispatch(new Watch.Response<>("ERROR", away)));
        lab.expect("the line `watch error: 500 etcd is away` when `dispatch` gets an event ERROR")
                .because(
                        "it is `dispatch` that every event comes to; an ERROR has no pod, and who drops it learns of the "
                                + "stream's end but never why")
                .now(() -> thrown.isEmpty() && lab.output().has("watch error: 500 etcd is away"))
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(lab.output()::describe));
    }

    private static void expectLine(Lab lab, String line, Optional<Throwable> thrown, String when) throws Exception {
        lab.expect("the line `" + line + "` " + when)
                .because(
                        thrown.isPresent()
                                ? "an event ERROR carries no pod but a Status: `event.object` is null, and `event.status` "
                                        + "has what the server says"
                                : "the Status of an ERROR has a code, such as 410, 500 or 504, and a message, in fields of "
                                        + "their own")
                .now(() -> thrown.isEmpty() && lab.output().lines().equals(List.of(line)))
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(lab.output()::describe));
    }

    /** As client-java reads it from the wire. */
    private static Watch.Response<V1Pod> firstEvent(Lab lab, String version) throws Exception {
        try (Watch<V1Pod> watch = Watch.createWatch(
                lab.client(),
                new CoreV1Api(lab.client())
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
