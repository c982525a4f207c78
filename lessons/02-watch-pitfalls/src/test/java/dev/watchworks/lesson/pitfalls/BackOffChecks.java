package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BackOffChecks {

    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration MAXIMUM = Duration.ofMillis(1_500);
    /** Enough draws to see a random part that leaves its bounds; the seed makes them the same each time. */
    private static final int DRAWS = 200;

    private static final long SEED = 7;

    @Step(2)
    void doublesThePauseUpToTheMaximum(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long[] wholes = {100, 200, 400, 800, 1_500, 1_500};
        for (int failures = 1; failures <= wholes.length; failures++) {
            expectBetween(lab, answer, failures, wholes[failures - 1]);
        }
        expectBetween(lab, answer, 1_000, MAXIMUM.toMillis());
    }

    @Step(2)
    void takesARandomPart(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Random random = new Random(SEED);
        Set<Duration> pauses = new HashSet<>();
        IntStream.range(0, DRAWS).forEach(draw -> pauses.add(answer.pause(4, BASE, MAXIMUM, random)));
        lab.expect("different pauses after the same number of failures")
                .because(
                        "when an API server comes back, all its clients are waiting; with the same pause they would all "
                                + "come in the same moment, again and again")
                .now(() -> pauses.size() > DRAWS / 10)
                .otherwise(() -> DRAWS + " calls gave only " + pauses.size() + " different lengths");
        long shortest = pauses.stream().mapToLong(Duration::toMillis).min().orElse(0);
        long longest = pauses.stream().mapToLong(Duration::toMillis).max().orElse(0);
        lab.expect("a random part anywhere between one half and the whole, here 400 to 800 ms")
                .now(() -> shortest < 480 && longest > 720)
                .otherwise(() -> DRAWS + " calls gave only " + shortest + " to " + longest + " ms");
    }

    private static void expectBetween(Lab lab, WatchPitfallsLesson answer, int failures, long wholeMillis)
            throws Exception {
        Random random = new Random(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            Duration pause = answer.pause(failures, BASE, MAXIMUM, random);
            lab.expect(
                            "a pause between %d and %d ms after %d failures in a row, for a base of 100 ms and a maximum of 1500"
                                    .formatted(wholeMillis / 2, wholeMillis, failures))
                    .because("the pause doubles with each failure until it reaches the maximum")
                    .now(() -> pause != null && pause.toMillis() >= wholeMillis / 2 && pause.toMillis() <= wholeMillis)
                    .otherwise(() -> "your code says " + (pause == null ? "null" : pause.toMillis() + " ms"));
        }
    }
}
