package dev.watchworks.workbook;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.workbook.mutant.EquivalentMutants;
import dev.watchworks.workbook.mutant.Mutant;
import dev.watchworks.workbook.mutant.Mutants;
import dev.watchworks.workbook.run.AnswerChecker;
import dev.watchworks.workbook.source.LessonVariants;
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
                .filter(lesson -> !CHANGED || isOutdated(lesson))
                .toList();
    }

    /** A lesson whose mutants never ran to their end has no digest, and is left out aloud. */
    private static boolean isOutdated(Lesson lesson) {
        EquivalentMutants list = EquivalentMutants.of(lesson);
        if (list.digest().isEmpty()) {
            System.out.println(
                    "LEFT OUT: the mutants of " + lesson + ", because they have no list in src/workbook/mutants");
        }
        return !list.digest().isEmpty() && list.isOutdated(lesson);
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
        CheckRequest request;
        try {
            request = bench.prepare(
                    "mutant-" + number, mutants.sources(mutant), lesson.solution(), stepOf(lesson, mutant));
        } catch (IllegalStateException notCompiled) {
            return Optional.empty();
        }
        List<CheckResult> ofStep = bench.runUntilFailure(List.of(request)).get(0);
        boolean isCaught = ofStep.stream().anyMatch(CheckResult::isCaught);
        return Optional.of(
                isCaught || request.steps().isEmpty()
                        ? ofStep
                        : bench.runUntilFailure(List.of(request.all())).get(0));
    }

    /** The step that asks for the mutant's method: its checks run first. Methods that the starter does not have have none: 0. */
    private static int stepOf(Lesson lesson, Mutant mutant) {
        return LessonVariants.of(lesson).markedMethods().stream()
                .filter(method -> method.key().startsWith(mutant.method() + "("))
                .flatMap(method -> method.markers().stream())
                .findFirst()
                .orElse(0);
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
