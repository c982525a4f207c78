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
import java.util.List;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ReadTimeoutChecks {

    /** Milliseconds; shorter than the ten seconds of {@code Config.fromUrl}, so that the check is short. */
    private static final int SHORT_READ_TIMEOUT = 300;

    /** A time without data that is longer than the short read time-out. */
    private static final Duration TIME_WITHOUT_DATA = Duration.ofMillis(700);

    /** Milliseconds after which the server ends the watch of step 3. */
    private static final int WATCH_DURATION = 60_000;

    @Step(value = 7, order = 1)
    void keepsTheAddressTheTrustAndTheCredentials(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = requireClient(lab, answer.forWatching(clientWithShortTimeout(lab)));
        String failure = ClientProbe.failureOfAList(client, lab.namespace());
        lab.expect("the server to return 200 for a request of your client, as for the client that you were given")
                .because("a new ApiClient has no address, no certificate authority and no credentials; change only the "
                        + "read time-out")
                .now(failure::isEmpty)
                .otherwise(() -> ClientProbe.describe(failure, lab.wire().lists("pods")));
    }

    @Step(value = 7, order = 2)
    void waitsLongerThanTheServer(Lab lab, RawWatchLesson answer) throws Exception {
        for (int given : List.of(SHORT_READ_TIMEOUT, 10_000, WATCH_DURATION, 0)) {
            ApiClient client = lab.connection().client().setReadTimeout(given);
            expectLongReadTimeout(
                    lab,
                    requireClient(lab, answer.forWatching(client)),
                    "your client, made from a client with a read time-out of " + given + " ms,");
        }
        ApiClient own = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> own != null).otherwise(() -> "your code returned null");
        expectLongReadTimeout(lab, own, "the client of your `connect`");
    }

    @Step(value = 7, order = 3)
    void receivesAPodAfterALongTimeWithoutData(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = requireClient(lab, answer.forWatching(clientWithShortTimeout(lab)));
        BackgroundTask watching =
                lab.start("watching", () -> print(client, lab.namespace())).allowFailure();
        lab.expect("a watch by your client to open")
                .until(() -> hasOpened(lab) || !watching.isRunning())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a watch by your client to open")
                .because(
                        "your client must use the same cluster and the same credentials as the client that you were given")
                .now(() -> hasOpened(lab))
                .otherwise(() -> describeEnd(watching) + "; " + WireDescription.of(lab.wire()));
        lab.expect("a watch by your client to stay open for " + TIME_WITHOUT_DATA.toMillis() + " ms without data")
                .because("a watch sends nothing while nothing happens; the limit of your client must be longer")
                .during(TIME_WITHOUT_DATA, watching::isRunning)
                .otherwise(() -> describeEnd(watching) + "; " + WireDescription.of(lab.wire()));
        Pods.createQuiet(lab, "late");
        lab.expect("an event for the pod late, which was created after the time without data")
                .until(() -> lab.output().has("late"))
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** Whether a watch has opened, even if the client has given it up since. */
    private static boolean hasOpened(Lab lab) {
        return lab.wire().watches("pods").stream().anyMatch(watch -> watch.status() == 200);
    }

    @Step(value = 7, order = 4)
    void stillRefusesAServerThatTheAuthorityDidNotSign(Lab lab, RawWatchLesson answer) throws Exception {
        Impostor impostor = Impostor.start(lab);
        impostor.expectRefusalBy(requireClient(lab, answer.forWatching(impostor.client())));
    }

    private static ApiClient clientWithShortTimeout(Lab lab) {
        return lab.connection().client().setReadTimeout(SHORT_READ_TIMEOUT);
    }

    private static ApiClient requireClient(Lab lab, ApiClient client) throws Exception {
        lab.expect("a client from `forWatching`").now(() -> client != null).otherwise(() -> "your code returned null");
        return client;
    }

    private static void expectLongReadTimeout(Lab lab, ApiClient client, String whose) throws Exception {
        int readTimeout = client.getReadTimeout();
        lab.expect(whose + " to wait longer than the server: without a limit (0), or more than " + WATCH_DURATION
                        + " ms")
                .because(
                        "the server ends a watch after 60 seconds; if the client gives up earlier, each minute without "
                                + "events ends with an exception")
                .now(() -> readTimeout == 0 || readTimeout > WATCH_DURATION)
                .otherwise(() -> "it gives up after " + readTimeout + " ms without data");
        int callTimeout = client.getHttpClient().callTimeoutMillis();
        lab.expect(whose + " to allow a whole watch: no limit for the call, or more than " + WATCH_DURATION + " ms")
                .because("the call time-out limits the whole response, and the response of a watch lasts a minute")
                .now(() -> callTimeout == 0 || callTimeout > WATCH_DURATION)
                .otherwise(() -> "it has a call time-out of " + callTimeout + " ms");
    }

    private static String describeEnd(BackgroundTask watching) {
        return "the watch ended: "
                + watching.failure().map(CaughtThrowable::describeWithCauses).orElse("the stream ended");
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
