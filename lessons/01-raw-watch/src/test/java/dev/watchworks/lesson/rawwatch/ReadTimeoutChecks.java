package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.time.Duration;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ReadTimeoutChecks {

    /** Milliseconds; the ten seconds of {@code Config.fromUrl} made short, so that a check need not last so long. */
    private static final int IMPATIENT = 300;

    /** A silence that the impatient client does not stand. */
    private static final Duration SILENCE = Duration.ofMillis(700);

    /** Milliseconds; the server ends the watch of step 3 after this. */
    private static final int LONGEST_SILENCE = 60_000;

    @Step(7)
    void hearsAPodAfterALongSilence(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = made(lab, answer.forWatching(impatient(lab)));
        BackgroundTask watching =
                lab.start("watching", () -> print(client, lab.namespace())).allowFailure();
        lab.expect("a watch by your client to open")
                .until(() -> WatchExpectations.isOpen(lab) || !watching.isRunning())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a watch by your client to open")
                .because("your client has to reach the same cluster as the one that it was made of, as the same user")
                .now(() -> WatchExpectations.isOpen(lab))
                .otherwise(() -> endInWords(watching) + "; " + WireDescription.of(lab.wire()));
        lab.expect("a watch by your client to stand a silence of " + SILENCE.toMillis() + " ms")
                .because("a watch is silent while nothing happens; the client that you were given takes " + IMPATIENT
                        + " ms of silence for a failure, as one from Config.fromUrl does after ten seconds")
                .during(SILENCE, watching::isRunning)
                .otherwise(() -> endInWords(watching) + "; " + WireDescription.of(lab.wire()));
        Pods.createQuiet(lab, "late");
        lab.expect("an event for the pod late, created after the silence")
                .until(() -> lab.output().has("late"))
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(7)
    void outwaitsTheServer(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = made(lab, answer.forWatching(impatient(lab)));
        expectPatience(lab, client, "your client");
        ApiClient own = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> own != null).otherwise(() -> "your code returned null");
        expectPatience(lab, own, "the client of your `connect`");
    }

    @Step(7)
    void keepsTheAddressTheTrustAndTheCredentials(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = made(lab, answer.forWatching(impatient(lab)));
        String failure = ClientProbe.failureOfAList(client, lab.namespace());
        lab.expect("a request by your client to be answered with 200, as one by the client that it was made of")
                .because(
                        "a new ApiClient knows neither the cluster nor who you are, nor whom to trust; only the time-out "
                                + "was to change")
                .now(failure::isEmpty)
                .otherwise(() -> ClientProbe.describe(failure, lab.wire().lists("pods")));
    }

    private static ApiClient impatient(Lab lab) {
        return lab.connection().client().setReadTimeout(IMPATIENT);
    }

    private static ApiClient made(Lab lab, ApiClient client) throws Exception {
        lab.expect("a client from `forWatching`").now(() -> client != null).otherwise(() -> "your code returned null");
        return client;
    }

    private static void expectPatience(Lab lab, ApiClient client, String whose) throws Exception {
        int readTimeout = client.getReadTimeout();
        lab.expect(whose + " to wait longer than the server: for ever (0), or more than " + LONGEST_SILENCE + " ms")
                .because("the server ends a watch after the 60 seconds that you asked for; a client that gives up "
                        + "before that makes a failure of every quiet minute")
                .now(() -> readTimeout == 0 || readTimeout > LONGEST_SILENCE)
                .otherwise(() -> "it gives up after " + readTimeout + " ms of silence");
    }

    private static String endInWords(BackgroundTask watching) {
        return "it broke off: " + watching.failure().map(CaughtThrowable::named).orElse("the stream ended");
    }

    private static void print(ApiClient client, String namespace) throws Exception {
        try (Watch<V1Pod> watch = Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            for (Watch.Response<V1Pod> event : watch) {
                System.out.println(event.object.getMetadata().getName());
            }
        }
    }
}
