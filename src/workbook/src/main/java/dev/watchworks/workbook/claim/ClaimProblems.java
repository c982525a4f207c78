package dev.watchworks.workbook.claim;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.CheckMethod;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.workbook.answer.ExpectedFailure;
import dev.watchworks.workbook.answer.Misconception;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the claims of a lesson with its tasks, its checks and its wrong answers. */
public final class ClaimProblems {

    private final ClaimTable table;
    private final TaskText tasks;
    private final Set<String> checks;

    /** The check that catches each wrong answer, by the answer's name. */
    private final Map<String, String> caughtBy;

    private final List<String> problems = new ArrayList<>();

    ClaimProblems(ClaimTable table, TaskText tasks, Set<String> checks, Map<String, String> caughtBy) {
        this.table = table;
        this.tasks = tasks;
        this.checks = checks;
        this.caughtBy = caughtBy;
    }

    /** Returns what is wrong with the claims of a lesson, in words for their author; empty when nothing is. */
    public static List<String> of(Lesson lesson) {
        Set<String> checks = lesson.checks().stream()
                .flatMap(file -> JavaFile.of(file).checks().stream())
                .map(CheckMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> caughtBy = new TreeMap<>();
        for (Misconception answer : Misconception.of(lesson)) {
            caughtBy.put(
                    answer.name(),
                    answer.expectedFailure().map(ExpectedFailure::check).orElse(""));
        }
        return new ClaimProblems(ClaimTable.of(lesson), TaskText.of(lesson), checks, caughtBy).find();
    }

    List<String> find() {
        table.claims().forEach(this::incomplete);
        table.claims().forEach(claim -> claim.quotes().forEach(quote -> unquotable(claim.step(), quote)));
        table.remarks().forEach(remark -> unquotable(remark.step(), remark.quote()));
        tasks.sentences().forEach(this::unlisted);
        unused("check", checks, table.claims().stream().flatMap(claim -> claim.checks().stream()));
        unused(
                "wrong answer",
                caughtBy.keySet(),
                table.claims().stream().flatMap(claim -> claim.wrongAnswers().stream()));
        return problems;
    }

    private void incomplete(Claim claim) {
        if (claim.checks().isEmpty() || claim.wrongAnswers().isEmpty()) {
            problems.add("%s: a claim needs a check and a wrong answer".formatted(claim));
        }
        claim.checks().stream()
                .filter(check -> !checks.contains(check))
                .forEach(check -> problems.add("%s: there is no check `%s`".formatted(claim, check)));
        for (String answer : claim.wrongAnswers()) {
            String check = caughtBy.get(answer);
            if (check == null) {
                problems.add("%s: there is no wrong answer `%s`".formatted(claim, answer));
            } else if (!claim.checks().contains(check)) {
                problems.add("%s: `%s` is caught by `%s`, which is none of its checks %s"
                        .formatted(claim, answer, check, claim.checks()));
            }
        }
    }

    private void unquotable(int step, String quote) {
        if (!tasks.quotable().getOrDefault(step, "").contains(quote)) {
            problems.add("step %d does not say: %s".formatted(step, quote));
        }
    }

    private void unlisted(int step, List<String> sentences) {
        String listed = Stream.concat(
                        table.claims().stream()
                                .filter(claim -> claim.step() == step)
                                .flatMap(claim -> claim.quotes().stream()),
                        table.remarks().stream()
                                .filter(remark -> remark.step() == step)
                                .map(Remark::quote))
                .collect(Collectors.joining("\n"));
        sentences.stream()
                .filter(sentence -> !listed.contains(sentence))
                .forEach(sentence -> problems.add("step %d says what is no claim yet: %s".formatted(step, sentence)));
    }

    private void unused(String kind, Set<String> all, Stream<String> used) {
        Set<String> unused = new TreeSet<>(all);
        used.toList().forEach(unused::remove);
        unused.forEach(name -> problems.add("no claim names the %s `%s`".formatted(kind, name)));
    }
}
