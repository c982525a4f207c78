package dev.watchworks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.watchworks.runner.event.RunnerEvent.AnswerReplaced;
import dev.watchworks.runner.event.RunnerEvent.CheckFinished;
import dev.watchworks.runner.event.RunnerEvent.CompileFailed;
import dev.watchworks.runner.event.RunnerEvent.RunEnded;
import dev.watchworks.runner.event.RunnerEvent.StepBroke;
import dev.watchworks.runner.event.RunnerEvent.StepChosen;
import dev.watchworks.runner.progress.Progress.Position;
import dev.watchworks.runner.progress.StepProgress;
import dev.watchworks.runner.progress.StepState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private static final String LESSON = "01-raw-watch";

    /** Its checks need no cluster, so they are quick. */
    private static final int DISPATCH = 4;

    @TempDir
    private Path top;

    private final RecordedEvents events = new RecordedEvents();
    private WorkbookCopy workbook;
    private Runner runner;

    @BeforeEach
    void open() throws Exception {
        workbook = WorkbookCopy.in(top);
        runner = Runner.open(RunnerSettings.of(top).withWorkers(1));
        runner.addListener(events);
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aSaveGetsTheVerdictAndTheWordsOfLabkit() throws Exception {
        runner.start(LESSON, DISPATCH);
        StepChosen chosen = events.next(StepChosen.class);
        assertThat(chosen.title()).isEqualTo("dispatch");
        assertThat(Files.readAllLines(top.resolve(chosen.file())).get((int) chosen.line() - 1))
                .contains("void dispatch(");
        RunEnded todo = events.next(RunEnded.class);
        assertThat(todo.verdict()).isEqualTo("TODO");

        events.forget();
        workbook.write(workbook.solutionWithDispatch("System.out.println(\"new Pod: \" + event.object);"));
        RunEnded wrong = events.next(RunEnded.class);
        assertThat(wrong.verdict()).isEqualTo("WRONG");
        assertThat(events.next(CheckFinished.class).result().report().lines())
                .first()
                .isEqualTo("Step 4, dispatch: WRONG");
        assertThat(wrong.results().get(0).report().lines())
                .last()
                .isEqualTo("  run it    ./mvnw test -pl lessons/01-raw-watch -Dstep=4");
        assertThat(top.resolve(wrong.timeline())).content().contains("Step 4, dispatch");

        events.forget();
        workbook.write(workbook.solution());
        RunEnded green = events.next(RunEnded.class);
        assertThat(green.isGreen()).isTrue();
        StepProgress progress = runner.progress().step(LESSON, DISPATCH);
        assertThat(progress)
                .extracting(StepProgress::state, StepProgress::runs, StepProgress::hints)
                .containsExactly(StepState.GREEN, 3, 0);
        assertThat(progress.firstGreen()).isNotNull();
        assertThat(runner.state().ended()).contains(green);
    }

    @Test
    void whatDoesNotCompileIsShownWithItsLineOfCode() throws Exception {
        runner.start(LESSON, DISPATCH);
        events.next(RunEnded.class);
        workbook.write(workbook.solutionWithDispatch("int count = \"one\";"));
        CompileFailed failed = events.next(CompileFailed.class);
        assertThat(failed.problem().file())
                .isEqualTo("lessons/01-raw-watch/src/main/java/dev/watchworks/lesson/rawwatch/RawWatch.java");
        assertThat(failed.problem().code()).contains("int count = \"one\";");
        assertThat(failed.problem().message()).contains("incompatible types");
        assertThat(failed.problem().errors()).isEqualTo(1);
        assertThat(Files.readAllLines(workbook.file())
                        .get((int) failed.problem().line() - 1))
                .contains(failed.problem().code());
    }

    @Test
    void aStepThatWasGreenAndIsRedAgainIsReported() throws Exception {
        workbook.write(workbook.solution());
        runner.start(LESSON, DISPATCH);
        assertThat(events.next(RunEnded.class).isGreen()).isTrue();
        events.forget();
        runner.start(LESSON, 5);
        assertThat(events.next(RunEnded.class, end -> end.step() == 5).isGreen())
                .isTrue();
        events.forget();

        workbook.write(workbook.solutionWithDispatch("if (event.type.equals(\"ERROR\")) { onError(event); } "
                + "else { System.out.println(\"new Pod: \" + event.type); }"));
        assertThat(events.next(RunEnded.class).verdict()).isEqualTo("DONE");
        StepBroke broke = events.next(StepBroke.class);
        assertThat(tuple(broke.step(), broke.result().verdict())).isEqualTo(tuple(DISPATCH, "WRONG"));
        assertThat(runner.progress().step(LESSON, DISPATCH).state()).isEqualTo(StepState.BROKEN);
    }

    @Test
    void aStepIsResetAndRestored() throws Exception {
        workbook.write(workbook.solution());
        runner.start(LESSON, DISPATCH);
        events.next(RunEnded.class);
        events.forget();

        Path saved = runner.resetStep();
        assertThat(workbook.file()).content().contains("throw Todo.step(4)").doesNotContain("throw Todo.step(5)");
        assertThat(events.next(RunEnded.class).verdict()).isEqualTo("TODO");
        assertThat(top.resolve(events.next(AnswerReplaced.class).saved())).isEqualTo(saved);

        runner.restore();
        assertThat(workbook.file()).hasContent(workbook.solution());
    }

    @Test
    void eachAskShowsOneHintMore() throws Exception {
        runner.start(LESSON, DISPATCH);
        assertThat(runner.hint().level()).isEqualTo(1);
        assertThat(runner.hint().level()).isEqualTo(2);
        assertThat(runner.hint().level()).isEqualTo(3);
        assertThat(runner.hint())
                .satisfies(last ->
                        assertThat(last.level()).isEqualTo(last.levels()).isEqualTo(3))
                .satisfies(last -> assertThat(last.text()).isNotBlank());
        assertThat(runner.progress().step(LESSON, DISPATCH).hints()).isEqualTo(3);
    }

    @Test
    void theSolutionOfARedStepIsShownAtTheSecondAsk() throws Exception {
        runner.start(LESSON, DISPATCH);
        assertThat(runner.solution()).isEmpty();
        assertThat(runner.solution()).hasValueSatisfying(solution -> {
            assertThat(solution.code()).contains("void dispatch(").doesNotContain("void onError(");
            assertThat(solution.yours()).contains("throw Todo.step(4)");
        });
    }

    @Test
    void theNextStepComesAndTheNextStartGoesOnThere() throws Exception {
        assertThat(runner.position()).isEqualTo(new Position(LESSON, 1));
        runner.start(LESSON, DISPATCH);
        assertThat(runner.next()).isTrue();
        assertThat(runner.position()).isEqualTo(new Position(LESSON, 5));
        assertThat(runner.steps(LESSON)).last().isEqualTo(9);
        runner.start(LESSON, 9);
        assertThat(runner.next()).isFalse();
        try (Runner another = Runner.open(RunnerSettings.of(top).withWorkers(0))) {
            assertThat(another.position()).isEqualTo(new Position(LESSON, 9));
        }
    }

    @Test
    void anUnknownLessonOrStepIsRefused() {
        assertThatThrownBy(() -> runner.start(LESSON, 10))
                .hasMessage("Lesson 01-raw-watch has no step 10; its steps are [1, 2, 3, 4, 5, 6, 7, 8, 9].");
        assertThatThrownBy(() -> runner.start("07-sleep", 1))
                .hasMessage("There is no lesson 07-sleep; the lessons are [01-raw-watch].");
        assertThat(Optional.ofNullable(runner.progress().current())).isEmpty();
    }
}
