package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class RetryAfterChecks {

    private static final Duration ASKED = Duration.ofSeconds(7);

    @Step(value = 5, order = 1)
    void readsTheRetryAfterHeader(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).then(new TooManyRequests(ASKED));
        expectAsked(lab, answer, refusal(lab), ASKED, "a response 429 with the header `Retry-After: 7`");
        lab.gateway().faults().when(Cue.list("pods")).then(new ServerError());
        expectAsked(lab, answer, refusal(lab), Duration.ZERO, "a response 500 without this header");
        expectAsked(
                lab,
                answer,
                new ApiException("connection refused"),
                Duration.ZERO,
                "a server that could not be reached");
    }

    /** A real API server sends the header with a 503 too, for example before it stops. */
    @Step(value = 5, order = 2)
    void readsTheHeaderOfEachResponse(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("content-type", List.of("application/json"));
        headers.put("retry-after", List.of("3600"));
        expectAsked(
                lab,
                answer,
                new ApiException(503, "Service Unavailable", headers, ""),
                Duration.ofHours(1),
                "a response 503 with the header `Retry-After: 3600`");
    }

    private static void expectAsked(
            Lab lab, WatchPitfallsLesson answer, ApiException refused, Duration expected, String after)
            throws Exception {
        Duration asked = answer.retryAfter(refused);
        lab.expect("%d seconds for %s".formatted(expected.toSeconds(), after))
                .because(
                        "in this header, a busy server sends how many seconds the client should stay away; a client that "
                                + "comes back earlier gets the same error again, and keeps the server busy")
                .now(() -> expected.equals(asked))
                .otherwise(() -> "your code returned " + (asked == null ? "null" : asked.toSeconds() + " seconds"));
    }

    private static ApiException refusal(Lab lab) {
        try {
            new CoreV1Api(lab.asCheck(lab.client()))
                    .listNamespacedPod(lab.namespace())
                    .execute();
        } catch (ApiException refused) {
            return refused;
        }
        throw new EnvironmentException("the gateway did not refuse a list", "run the check again", null);
    }
}
