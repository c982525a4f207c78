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
    /** More than {@link #MAXIMUM}, as a server may well ask. */
    private static final Duration ASKED = Duration.ofSeconds(7);
    /** Enough draws to see a random part that leaves its bounds; the seed makes them the same each time. */
    private static final int DRAWS = 200;

    /** A number that doubled so often has left an int and a long, or has come back to zero. */
    private static final int MANY = 70;

    private static final long SEED = 7;

    @Step(5)
    void readsWhatTheServerAsksFor(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).then(new TooManyRequests(ASKED));
        expectAsked(lab, answer, refusal(lab), ASKED, "a refusal 429 with the header `Retry-After: 7`");
        lab.gateway().faults().when(Cue.list("pods")).then(new ServerError());
        expectAsked(lab, answer, refusal(lab), Duration.ZERO, "a refusal 500 without that header");
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
                        "a server that protects itself says when it can serve again; who comes earlier is refused again, "
                                + "and keeps it busy with refusing")
                .now(() -> expected.equals(asked))
                .otherwise(() -> "your code says " + (asked == null ? "null" : asked.toSeconds() + " seconds"));
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
        lab.expect("a pause of %d to %d ms after %d failed attempts in a row, for base = 100 ms and maximum = 1500 ms"
                        .formatted(whole / 2, whole, failures))
                .because(
                        "the pause doubles with each failure until it reaches the maximum; of that, a random part from one "
                                + "half to the whole is taken")
                .now(() -> pauses.getMin() >= whole / 2 && pauses.getMax() <= whole)
                .otherwise(() -> "your code says " + describe(pauses));
    }

    @Step(5)
    void takesARandomPart(Lab lab, WatchPitfallsLesson answer) throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, 4, Duration.ZERO);
        lab.expect("pauses all over 400 to 800 ms after 4 failures in a row, in " + DRAWS + " calls")
                .because(
                        "when a server comes back, all its clients are waiting: with the same pause they all come in the "
                                + "same moment, and it goes down again")
                .now(() -> pauses.getMin() < 480 && pauses.getMax() > 720)
                .otherwise(() -> "your code says " + describe(pauses));
    }

    @Step(5)
    void doesNotComeBackBeforeTheServerAllows(Lab lab, WatchPitfallsLesson answer) throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, 1, ASKED);
        lab.expect("at least the 7 s that the server asked for, after 1 failure and with a maximum of 1.5 s")
                .because("the maximum bounds your own guess; what the server asks for is no guess")
                .now(() -> pauses.getMin() >= ASKED.toMillis())
                .otherwise(() -> "your code says " + describe(pauses));
        lab.expect("not much more than the 7 s that the server asked for: 1.5 s at most, the maximum of your own pause")
                .because("whoever stays away longer than needed knows nothing in the meantime")
                .now(() -> pauses.getMax() <= ASKED.plus(MAXIMUM).toMillis())
                .otherwise(() -> "your code says " + describe(pauses));
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
                ? "always " + pauses.getMin() + " ms"
                : pauses.getMin() + " to " + pauses.getMax() + " ms";
    }
}
