package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.lesson.Workbook;
import dev.watchworks.workbook.run.CheckResult;
import dev.watchworks.workbook.run.ChecksRun;
import dev.watchworks.workbook.source.Variants;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repeats the solutions' checks while two processors are kept busy; the module's README has the command. */
@ExtendWith(ProofsExtension.class)
@EnabledIfSystemProperty(named = StressTest.RUNS, matches = "[1-9]\\d*")
@Execution(ExecutionMode.SAME_THREAD)
class StressTest {

    static final String RUNS = "workbook.stress";

    private static final int BUSY_THREADS = 2;

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theSolutionPassesEachTime(Lesson lesson, Proofs proofs) throws Exception {
        int runs = Integer.getInteger(RUNS);
        ChecksRun run =
                proofs.bench(lesson).prepare("stress", Variants.of(lesson).solutionSources(), lesson.solution(), 0);
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> busy = Stream.generate(() -> new Thread(() -> keepBusy(over), "busy"))
                .limit(BUSY_THREADS)
                .toList();
        busy.forEach(thread -> thread.setDaemon(true));
        busy.forEach(Thread::start);
        List<List<CheckResult>> results;
        try {
            results = proofs.bench(lesson).run(Collections.nCopies(runs, run));
        } finally {
            over.set(true);
        }
        List<CheckResult> red = results.stream()
                .flatMap(List::stream)
                .filter(result -> !result.verdict().equals("DONE"))
                .toList();
        long redRuns = results.stream()
                .filter(ofRun ->
                        ofRun.stream().anyMatch(result -> !result.verdict().equals("DONE")))
                .count();
        proofs.account()
                .saw(
                        lesson.name(),
                        50,
                        "%d runs of the solution's %d checks on busy processors, %d of them red"
                                .formatted(runs, results.get(0).size(), redRuns));
        assertThat(red).isEmpty();
    }

    private static void keepBusy(AtomicBoolean over) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
    }
}
