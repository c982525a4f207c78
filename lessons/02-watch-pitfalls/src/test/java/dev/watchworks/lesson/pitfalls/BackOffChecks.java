package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Checks the pause that {@code pause} calculates. No check of this class waits. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BackOffChecks {

    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration MAXIMUM = Duration.ofMillis(1_500);
    /** More than {@link #MAXIMUM}, because a server may ask for any time. */
    private static final Duration ASKED = Duration.ofSeconds(7);

    private static final Duration A_MILLISECOND = Duration.ofMillis(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    /** After so many doublings, a millisecond is longer than a day. */
    private static final int DOUBLINGS_TO_A_DAY = 27;

    /** Enough calls to see a random part outside its bounds; the seed makes them the same each time. */
    private static final int DRAWS = 200;

    /** With so many doublings, an int or a long overflows, or a shift begins again. */
    private static final int MANY = 70;

    /** Fewer than so many different pauses among {@link #DRAWS} are not random. */
    private static final int DIFFERENT = 10;

    private static final long SEED = 7;

    /** The arguments of {@code pause} but for the random numbers. */
    private record Arguments(int failures, Duration base, Duration maximum, Duration asked) {

        String words() {
            return "for failures = %d, base = %d ms and maximum = %d ms"
                    .formatted(failures, base.toMillis(), maximum.toMillis());
        }
    }

    @Step(value = 5, order = 3)
    void doublesThePauseUpToTheMaximum(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long[] wholes = {100, 200, 400, 800, 1_500, 1_500};
        for (int failures = 1; failures <= wholes.length; failures++) {
            expectBetween(lab, answer, failures, wholes[failures - 1]);
        }
        for (int failures = wholes.length + 1; failures <= MANY; failures++) {
            expectBetween(lab, answer, failures, MAXIMUM.toMillis());
        }
        expectBetween(lab, answer, 1_000, MAXIMUM.toMillis());
        expectBetween(
                lab, answer, new Arguments(1, Duration.ofSeconds(10), MAXIMUM, Duration.ZERO), MAXIMUM.toMillis());
    }

    private static void expectBetween(Lab lab, WatchPitfallsLesson answer, int failures, long whole) throws Exception {
        expectBetween(lab, answer, new Arguments(failures, BASE, MAXIMUM, Duration.ZERO), whole);
    }

    private static void expectBetween(Lab lab, WatchPitfallsLesson answer, Arguments arguments, long whole)
            throws Exception {
        LongSummaryStatistics pauses = draw(lab, answer, arguments).summaryStatistics();
        lab.expect("a pause of %d to %d ms %s".formatted(whole / 2, whole, arguments.words()))
                .because(
                        "the pause doubles with each failure, up to the maximum; then you take a random part of it, from "
                                + "one half to the whole")
                .now(() -> pauses.getMin() >= whole / 2 && pauses.getMax() <= whole)
                .otherwise(() -> describe(pauses));
    }

    @Step(value = 5, order = 4)
    void doublesAsOftenAsALongMaximumNeeds(Lab lab, WatchPitfallsLesson answer) throws Exception {
        for (int failures = 1; failures <= MANY; failures++) {
            long whole = failures <= DOUBLINGS_TO_A_DAY ? 1L << (failures - 1) : A_DAY.toMillis();
            expectBetween(lab, answer, new Arguments(failures, A_MILLISECOND, A_DAY, Duration.ZERO), whole);
        }
        for (int failures = DOUBLINGS_TO_A_DAY; failures <= MANY; failures++) {
            expectBetween(lab, answer, new Arguments(failures, AN_HOUR, A_DAY, Duration.ZERO), A_DAY.toMillis());
        }
    }

    @Step(value = 5, order = 5)
    void takesARandomPart(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Arguments arguments = new Arguments(4, BASE, MAXIMUM, Duration.ZERO);
        LongSummaryStatistics pauses = draw(lab, answer, arguments).summaryStatistics();
        lab.expect("many different pauses between 400 and 800 ms for failures = 4, in " + DRAWS + " calls")
                .because(
                        "when a server comes back, all its clients are waiting; with the same pause, they all come back in "
                                + "the same moment, and the server goes down again")
                .now(() -> pauses.getMin() < 480 && pauses.getMax() > 720)
                .otherwise(() -> describe(pauses));
        List<Long> first = draw(lab, answer, arguments).boxed().toList();
        List<Long> second = draw(lab, answer, arguments).boxed().toList();
        lab.expect("the same pauses again, from a `random` that returns the same numbers again")
                .because(
                        "the parameter `random` is the only source of the random part, so that a test can repeat a pause")
                .now(() -> first.equals(second))
                .otherwise(() -> "your code returned other pauses, so it used another source of random numbers");
    }

    @Step(value = 5, order = 6)
    void neverWaitsLessThanTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        LongSummaryStatistics pauses =
                draw(lab, answer, new Arguments(1, BASE, MAXIMUM, ASKED)).summaryStatistics();
        lab.expect("at least the 7 s that the server asked for, although the maximum is only 1.5 s")
                .because("the maximum limits your own pause, which is a guess; the server knows how long it needs")
                .now(() -> pauses.getMin() >= ASKED.toMillis())
                .otherwise(() -> describe(pauses));
        lab.expect("at most the 7 s that the server asked for and the maximum of 1.5 s together")
                .because("during a pause, your program does not learn what happens in the cluster")
                .now(() -> pauses.getMax() <= ASKED.plus(MAXIMUM).toMillis())
                .otherwise(() -> describe(pauses));
        LongSummaryStatistics own =
                draw(lab, answer, new Arguments(10, BASE, MAXIMUM, BASE)).summaryStatistics();
        lab.expect("at least 750 ms for failures = 10, although the server asked for only 100 ms")
                .because("a busy server always asks for the same short time; your own pause must grow all the same")
                .now(() -> own.getMin() >= MAXIMUM.toMillis() / 2)
                .otherwise(() -> describe(own));
    }

    @Step(value = 5, order = 7)
    void addsSomethingRandomToWhatTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        long different = draw(lab, answer, new Arguments(4, BASE, MAXIMUM, ASKED))
                .distinct()
                .count();
        lab.expect("many different pauses of 7 s or a little more, for a server that asked for 7 s")
                .because(
                        "the server asks all clients for the same time; if each waits exactly so long, they all come back "
                                + "in the same moment")
                .now(() -> different >= DIFFERENT)
                .otherwise(() -> different == 1
                        ? "your code returned the same pause in each of %d calls".formatted(DRAWS)
                        : "your code returned only %d different pauses".formatted(different));
    }

    private static LongStream draw(Lab lab, WatchPitfallsLesson answer, Arguments arguments) throws Exception {
        Random random = new Random(SEED);
        List<Duration> pauses = IntStream.range(0, DRAWS)
                .mapToObj(draw -> answer.pause(
                        arguments.failures(), arguments.base(), arguments.maximum(), arguments.asked(), random))
                .toList();
        lab.expect("a pause").now(() -> !pauses.contains(null)).otherwise(() -> "your code returned null");
        return pauses.stream().mapToLong(Duration::toMillis);
    }

    private static String describe(LongSummaryStatistics pauses) {
        return pauses.getMin() == pauses.getMax()
                ? "your code always returned " + pauses.getMin() + " ms"
                : "your code returned " + pauses.getMin() + " to " + pauses.getMax() + " ms";
    }
}
