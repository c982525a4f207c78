package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.CheckMethod;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.workbook.answer.ExpectedFailure;
import dev.watchworks.workbook.answer.MessageNormalizer;
import dev.watchworks.workbook.answer.Misconception;
import dev.watchworks.workbook.answer.WrongAnswerProblems;
import dev.watchworks.workbook.run.AnswerChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recorded wrong answer is caught by the check that it names, with the recorded message. */
@ExtendWith(ProofContextExtension.class)
class WrongAnswersProof {

    /** The property that records the messages instead of comparing them. */
    private static final boolean KEEP = Boolean.getBoolean("workbook.keep");

    /** The smallest number for each lesson. */
    private static final int FEWEST = 12;

    /**
     * At least one answer in this many was written without a look at the checks, because such answers find what the
     * author did not think of.
     */
    private static final int ONE_BLIND_IN = 3;

    static Stream<AnswerBatch<Misconception>> portions() {
        return AnswerBatch.portions(Misconception::of);
    }

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("portions")
    void eachIsCaughtByTheNamedCheck(AnswerBatch<Misconception> chosen, ProofContext proofs) throws Exception {
        AnswerChecker bench = proofs.bench(chosen.lesson());
        List<String> complaints = new ArrayList<>();
        Map<Misconception, CheckRequest> runs = new LinkedHashMap<>();
        for (Misconception answer : chosen.answers()) {
            try {
                CheckRequest run = bench.prepare(
                        "wrong-" + answer.name(),
                        answer.sources(),
                        chosen.lesson().folder(),
                        0);
                named(answer, complaints).ifPresent(check -> runs.put(answer, run.only(check)));
            } catch (IllegalArgumentException | IllegalStateException unusable) {
                complaints.add(String.valueOf(unusable.getMessage()));
            }
        }
        List<List<CheckResult>> results = bench.run(List.copyOf(runs.values()));
        Iterator<List<CheckResult>> result = results.iterator();
        for (Map.Entry<Misconception, CheckRequest> run : runs.entrySet()) {
            complaint(run.getKey(), result.next(), run.getValue(), bench).ifPresent(complaints::add);
        }
        AnswerBatch.failWith(complaints);
        Lesson lesson = chosen.lesson();
        proofs.summary()
                .wrong(
                        lesson.name(),
                        chosen.answers().size(),
                        Misconception.of(lesson).size());
    }

    private static Optional<String> named(Misconception answer, List<String> complaints) {
        String check = answer.expectedFailure().map(ExpectedFailure::check).orElse("");
        List<String> checks = checks(answer.lesson());
        if (check.isEmpty() || checks.contains(check)) {
            return Optional.of(check);
        }
        complaints.add(WrongAnswerProblems.unknown(answer, check, checks));
        return Optional.empty();
    }

    private static Optional<String> complaint(
            Misconception answer, List<CheckResult> results, CheckRequest run, AnswerChecker bench)
            throws IOException, InterruptedException {
        ExpectedFailure kept = answer.expectedFailure().orElse(new ExpectedFailure("", ""));
        if (kept.check().isEmpty()) {
            Optional<CheckResult> first =
                    results.stream().filter(CheckResult::isCaught).findFirst();
            if (first.isEmpty() || !KEEP) {
                return Optional.of(WrongAnswerProblems.unnamed(answer, results));
            }
            return keep(answer, first.get());
        }
        CheckResult named = results.get(0);
        if (!named.isCaught()) {
            List<CheckResult> all =
                    named.isDone() ? bench.run(List.of(run.all())).get(0) : results;
            return Optional.of(WrongAnswerProblems.notCaught(answer, named, all));
        }
        String said = MessageNormalizer.normalize(named.message());
        if (kept.matches(said)) {
            return Optional.empty();
        }
        return KEEP ? keep(answer, named) : Optional.of(WrongAnswerProblems.otherWords(answer, named, kept, said));
    }

    private static Optional<String> keep(Misconception answer, CheckResult named) throws IOException {
        String said = MessageNormalizer.normalize(named.message());
        Files.writeString(answer.expectedFailureFile(), new ExpectedFailure(named.method(), said).toFile());
        System.out.printf("kept of %s, caught by %s as %s:%n%s%n", answer, named.method(), named.verdict(), said);
        return Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void twoThatTheSameCheckCatchesAreToldApart(Lesson lesson) {
        assumeFalse(KEEP, "the messages are being written");
        List<Misconception> answers = Misconception.of(lesson);
        List<String> complaints = new ArrayList<>();
        for (Misconception answer : answers) {
            ExpectedFailure kept = answer.expectedFailure().orElse(new ExpectedFailure("", ""));
            answers.stream()
                    .filter(other -> answer.name().compareTo(other.name()) < 0)
                    .filter(other -> !kept.message().isEmpty()
                            && other.expectedFailure().filter(kept::isTheSameAs).isPresent())
                    .forEach(other -> complaints.add(WrongAnswerProblems.sameWords(answer, other, kept)));
        }
        AnswerBatch.failWith(complaints);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLessonHasEnoughOfThemAndSomeAreWrittenBlind(Lesson lesson) {
        List<Misconception> answers = Misconception.of(lesson);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.title()).isNotBlank());
        assertThat(answers).hasSizeGreaterThanOrEqualTo(FEWEST);
        long blind = answers.stream().filter(Misconception::isBlind).count();
        assertThat(blind * ONE_BLIND_IN)
                .as(
                        "%d of the %d wrong answers of %s were written from the README and the starter alone; it has to be a "
                                + "third of them",
                        blind, answers.size(), lesson)
                .isGreaterThanOrEqualTo(answers.size());
    }

    private static List<String> checks(Lesson lesson) {
        return lesson.checks().stream()
                .flatMap(file -> JavaFile.of(file).checks().stream())
                .map(CheckMethod::name)
                .toList();
    }
}
