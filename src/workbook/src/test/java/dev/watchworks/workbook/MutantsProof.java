package dev.watchworks.workbook;

import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.mutant.EquivalentMutants;
import dev.watchworks.workbook.mutant.Mutant;
import dev.watchworks.workbook.mutant.Mutants;
import dev.watchworks.workbook.run.AnswerChecker;
import dev.watchworks.workbook.run.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some check catches each mutant of a solution, or the list of equivalent mutants says why it is right too. The module's
 * README has the command: the ordinary build does not run this, because it takes many minutes.
 */
@ExtendWith(ProofContextExtension.class)
@EnabledIfSystemProperty(named = "workbook.mutants", matches = "true")
@Execution(ExecutionMode.SAME_THREAD)
class MutantsProof {

    /** Checks mostly wait, so a few more JVMs than processors are busy at a time. */
    private static final int JVMS = Runtime.getRuntime().availableProcessors() + 1;

    /** The property that records that the mutants ran with the sources as they are. */
    private static final boolean KEEP = Boolean.getBoolean("workbook.keep");

    /** The property that limits the run to lessons whose sources have changed since their mutants ran last. */
    private static final boolean CHANGED = Boolean.getBoolean("workbook.changed");

    static List<Lesson> lessons() {
        return AnswerBatch.lessons().stream()
                .filter(lesson -> !CHANGED || EquivalentMutants.of(lesson).isOutdated(lesson))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("lessons")
    void eachMutantIsCaughtOrListedAsEquivalent(Lesson lesson, ProofContext proofs) throws Exception {
        long begun = System.nanoTime();
        Map<String, Mutant> compiled = new LinkedHashMap<>();
        List<String> survivors = new ArrayList<>();
        Mutants mutants = Mutants.of(lesson);
        AnswerChecker bench = proofs.bench(lesson);
        ExecutorService threads = Executors.newFixedThreadPool(JVMS);
        try {
            Map<String, Future<Optional<List<CheckResult>>>> runs = new LinkedHashMap<>();
            mutants.all().forEach((name, mutant) -> {
                int number = runs.size();
                runs.put(name, threads.submit(() -> check(lesson, bench, mutants, mutant, number)));
            });
            for (Map.Entry<String, Future<Optional<List<CheckResult>>>> run : runs.entrySet()) {
                Optional<List<CheckResult>> results = run.getValue().get();
                if (results.isPresent()) {
                    compiled.put(run.getKey(), mutants.all().get(run.getKey()));
                    if (results.get().stream().allMatch(CheckResult::isDone)) {
                        survivors.add(run.getKey());
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        Map<String, String> equivalent = EquivalentMutants.of(lesson).reasons();
        proofs.summary()
                .add(
                        lesson.name(),
                        4,
                        "%d mutants: %d caught, %d equivalent, %d surviving; %d s"
                                .formatted(
                                        compiled.size(),
                                        compiled.size() - survivors.size(),
                                        survivors.stream()
                                                .filter(equivalent::containsKey)
                                                .count(),
                                        survivors.stream()
                                                .filter(name -> !equivalent.containsKey(name))
                                                .count(),
                                        Duration.ofNanos(System.nanoTime() - begun)
                                                .toSeconds()));
        AnswerBatch.failWith(complaints(compiled, survivors, equivalent));
        if (KEEP) {
            EquivalentMutants.recordRun(lesson);
        }
    }

    /** Returns the results of the checks on a mutant, or nothing when it does not compile. */
    private static Optional<List<CheckResult>> check(
            Lesson lesson, AnswerChecker bench, Mutants mutants, Mutant mutant, int number) throws Exception {
        try {
            return Optional.of(bench.runUntilFailure(
                            List.of(bench.prepare("mutant-" + number, mutants.sources(mutant), lesson.solution(), 0)))
                    .get(0));
        } catch (IllegalStateException notCompiled) {
            return Optional.empty();
        }
    }

    private static List<String> complaints(
            Map<String, Mutant> compiled, List<String> survivors, Map<String, String> equivalent) {
        List<String> complaints = new ArrayList<>();
        for (String name : survivors) {
            if (!equivalent.containsKey(name)) {
                Mutant mutant = compiled.get(name);
                complaints.add("passes all checks: %s%n  (%s, line %d)".formatted(name, mutant.file(), mutant.line()));
            }
        }
        for (String name : equivalent.keySet()) {
            if (!compiled.containsKey(name)) {
                complaints.add("is listed as equivalent, and is no mutant any more: " + name);
            } else if (!survivors.contains(name)) {
                complaints.add("is listed as equivalent, and a check catches it: " + name);
            }
        }
        return complaints;
    }
}
