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
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BackOffChecks {

    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration MAXIMUM = Duration.ofMillis(1_500);
    /** More than {@link #MAXIMUM}, because a server may ask for any time. */
    private static final Duration ASKED = Duration.ofSeconds(7);
    /** Enough calls to see a random part outside its bounds; the seed makes them the same each time. */
    private static final int DRAWS = 200;

    /** With so many doublings, an int or a long overflows, or a shift begins again. */
    private static final int MANY = 70;

    private static final long SEED = 7;

    @Step(5)
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
            new CoreV1Api(lab.client()).listNamespacedPod(lab.namespace()).execute();
        } catch (ApiException refused) {
            return refused;
        }
        throw new EnvironmentException("the gateway did not refuse a list", "run the check again", null);
    }

    @Step(5)
    void doublesThePauseUpToTheMaximum(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long[] wholes = {100, 200, 400, 800, 1_500, 1_500};
        for (int failures = 1; failures <= wholes.length; failures++) {
            expectBetween(lab, answer, failures, wholes[failures - 1]);
        }
        for (int failures = wholes.length + 1; failures <= MANY; failures++) {
            expectBetween(lab, answer, failures, MAXIMUM.toMillis());
        }
        expectBetween(lab, answer, 1_000, MAXIMUM.toMillis());
    }

    private static void expectBetween(Lab lab, WatchPitfallsLesson answer, int failures, long whole) throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, failures, Duration.ZERO);
        lab.expect("a pause of %d to %d ms for failures = %d, base = 100 ms and maximum = 1500 ms"
                        .formatted(whole / 2, whole, failures))
                .because(
                        "the pause doubles with each failure, up to the maximum; then you take a random part of it, from "
                                + "one half to the whole")
                .now(() -> pauses.getMin() >= whole / 2 && pauses.getMax() <= whole)
                .otherwise(() -> describe(pauses));
    }

    @Step(5)
    void takesARandomPart(Lab lab, WatchPitfallsLesson answer) throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, 4, Duration.ZERO);
        lab.expect("many different pauses between 400 and 800 ms for failures = 4, in " + DRAWS + " calls")
                .because(
                        "when a server comes back, all its clients are waiting; with the same pause, they all come back in "
                                + "the same moment, and the server goes down again")
                .now(() -> pauses.getMin() < 480 && pauses.getMax() > 720)
                .otherwise(() -> describe(pauses));
    }

    @Step(5)
    void neverWaitsLessThanTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, 1, ASKED);
        lab.expect("at least the 7 s that the server asked for, although the maximum is only 1.5 s")
                .because("the maximum limits your own pause, which is a guess; the server knows how long it needs")
                .now(() -> pauses.getMin() >= ASKED.toMillis())
                .otherwise(() -> describe(pauses));
        lab.expect("at most the 7 s that the server asked for and the maximum of 1.5 s together")
                .because("during a pause, your program does not learn what happens in the cluster")
                .now(() -> pauses.getMax() <= ASKED.plus(MAXIMUM).toMillis())
                .otherwise(() -> describe(pauses));
    }

    private static LongSummaryStatistics draw(Lab lab, WatchPitfallsLesson answer, int failures, Duration asked)
            throws Exception {
        Random random = new Random(SEED);
        lab.expect("a pause")
                .now(() -> answer.pause(failures, BASE, MAXIMUM, asked, new Random(SEED)) != null)
                .otherwise(() -> "your code returned null");
        return IntStream.range(0, DRAWS)
                .mapToLong(draw ->
                        answer.pause(failures, BASE, MAXIMUM, asked, random).toMillis())
                .summaryStatistics();
    }

    private static String describe(LongSummaryStatistics pauses) {
        return pauses.getMin() == pauses.getMax()
                ? "your code always returned " + pauses.getMin() + " ms"
                : "your code returned " + pauses.getMin() + " to " + pauses.getMax() + " ms";
    }
}
