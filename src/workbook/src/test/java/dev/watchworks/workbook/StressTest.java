package dev.watchworks.workbook;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.workbook.answer.ExpectedFailure;
import dev.watchworks.workbook.answer.MessageNormalizer;
import dev.watchworks.workbook.answer.Misconception;
import dev.watchworks.workbook.answer.RightAnswer;
import dev.watchworks.workbook.run.AnswerChecker;
import dev.watchworks.workbook.source.LessonVariants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repeats the proofs on busy processors, or on a slow cluster. The module's README has the command. */
@ExtendWith(ProofContextExtension.class)
@EnabledIfSystemProperty(named = StressTest.RUNS, matches = "[1-9]\\d*")
class StressTest {

    /** How often each solution runs; other answers run a fraction of that. */
    static final String RUNS = "workbook.stress";

    private static final int RIGHT_ONE_IN = 5;
    private static final int LATE_ONE_IN = 5;
    private static final int WRONG_ONE_IN = 10;

    /** As slow as a cluster on another continent. */
    private static final Map<String, String> LATE = Map.of("lab.answers.late", "200");

    private static final Map<String, String> ON_TIME = Map.of();

    private static final BiPredicate<CheckRequest, CheckResult> PASSES = (run, result) -> result.isDone();

    /** In addition to the two threads that keep processors busy. */
    private static final Semaphore JVMS = new Semaphore(2);

    private static final BusyProcessors BUSY = new BusyProcessors(2);

    static List<Lesson> lessons() {
        return AnswerBatch.lessons();
    }

    @BeforeAll
    static void keepProcessorsBusy() {
        BUSY.begin();
    }

    @AfterAll
    static void letThemRest() {
        BUSY.end();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theSolutionPassesEachTime(Lesson lesson, ProofContext proofs) throws Exception {
        repeat(lesson, proofs, "the solution", solution(lesson, proofs, "busy"), runs(1), ON_TIME, PASSES);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theSolutionPassesEachTimeThoughAnswersAreLate(Lesson lesson, ProofContext proofs) throws Exception {
        repeat(lesson, proofs, "the solution", solution(lesson, proofs, "late"), runs(LATE_ONE_IN), LATE, PASSES);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachRightAnswerPassesEachTime(Lesson lesson, ProofContext proofs) throws Exception {
        repeat(lesson, proofs, "each right answer", right(lesson, proofs, "busy"), runs(RIGHT_ONE_IN), ON_TIME, PASSES);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachRightAnswerPassesEachTimeThoughAnswersAreLate(Lesson lesson, ProofContext proofs) throws Exception {
        int times = runs(RIGHT_ONE_IN * LATE_ONE_IN);
        repeat(lesson, proofs, "each right answer", right(lesson, proofs, "late"), times, LATE, PASSES);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachWrongAnswerIsCaughtEachTimeWithTheKeptWords(Lesson lesson, ProofContext proofs) throws Exception {
        AnswerChecker bench = proofs.bench(lesson);
        Map<CheckRequest, ExpectedFailure> runs = new LinkedHashMap<>();
        List<Misconception> wanted = Misconception.of(lesson).stream()
                .filter(answer -> AnswerBatch.isWanted(answer.toString()))
                .toList();
        for (Misconception answer : wanted) {
            ExpectedFailure kept = answer.expectedFailure().orElseThrow();
            runs.put(
                    bench.prepare("stress-wrong-" + answer.name(), answer.sources(), lesson.folder(), 0)
                            .only(kept.check()),
                    kept);
        }
        repeat(
                lesson,
                proofs,
                "each wrong answer, its named check alone,",
                List.copyOf(runs.keySet()),
                runs(WRONG_ONE_IN),
                ON_TIME,
                (run, result) ->
                        result.isCaught() && runs.get(run).matches(MessageNormalizer.normalize(result.message())));
    }

    private static List<CheckRequest> solution(Lesson lesson, ProofContext proofs, String how) {
        return List.of(proofs.bench(lesson)
                .prepare("stress-solution-" + how, LessonVariants.of(lesson).solutionSources(), lesson.solution(), 0));
    }

    private static List<CheckRequest> right(Lesson lesson, ProofContext proofs, String how) {
        AnswerChecker bench = proofs.bench(lesson);
        return RightAnswer.of(lesson).stream()
                .map(answer -> bench.prepare(
                        "stress-right-" + how + "-" + answer.name(), answer.sources(), lesson.folder(), 0))
                .toList();
    }

    private static int runs(int oneIn) {
        return Math.max(1, Integer.getInteger(RUNS) / oneIn);
    }

    private static void repeat(
            Lesson lesson,
            ProofContext proofs,
            String what,
            List<CheckRequest> answers,
            int times,
            Map<String, String> properties,
            BiPredicate<CheckRequest, CheckResult> asItShouldBe)
            throws Exception {
        List<CheckRequest> runs = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            runs.addAll(answers);
        }
        List<List<CheckResult>> results;
        JVMS.acquire();
        try {
            results = proofs.bench(lesson).run(runs, properties);
        } finally {
            JVMS.release();
        }
        SortedMap<String, Integer> flaky = new TreeMap<>();
        for (int run = 0; run < results.size(); run++) {
            CheckRequest repeated = runs.get(run);
            String answer = repeated.answer().getFileName().toString();
            results.get(run).stream()
                    .filter(result -> !asItShouldBe.test(repeated, result))
                    .map(result ->
                            "%s, %s is %s:%n%s".formatted(answer, result.check(), result.verdict(), result.message()))
                    .forEach(red -> flaky.merge(red, 1, Integer::sum));
        }
        proofs.summary()
                .stressed(
                        lesson.name(),
                        "%s (%d) %d times%s: %d runs, %d verdicts, %d of them flaky"
                                .formatted(
                                        what,
                                        answers.size(),
                                        times,
                                        properties.equals(LATE) ? ", each answer of the cluster 200 ms late" : "",
                                        runs.size(),
                                        results.stream().mapToInt(List::size).sum(),
                                        flaky.values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum()));
        AnswerBatch.failWith(flaky.entrySet().stream()
                .map(red -> red.getValue() + " times " + red.getKey())
                .toList());
    }
}
