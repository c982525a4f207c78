package dev.watchworks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.watchworks.runner.event.RunnerEvent.CheckFinished;
import dev.watchworks.runner.event.RunnerEvent.CompileBegan;
import dev.watchworks.runner.event.RunnerEvent.RunBegan;
import dev.watchworks.runner.event.RunnerEvent.RunEnded;
import dev.watchworks.runner.event.RunnerEvent.TroubleFound;
import dev.watchworks.runner.event.RunnerEvent.WorkerReplaced;
import dev.watchworks.runner.event.RunnerState;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a learner's code or editor does, the next save gets its verdict, and nothing of the learner's is lost. */
class RunnerFaultsTest {

    private static final String LESSON = "01-raw-watch";
    private static final int DISPATCH = 4;
    private static final int SAVES = 200;
    private static final long SEED = 20261129;

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
        runner.start(LESSON, DISPATCH);
        events.next(RunEnded.class);
        events.forget();
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(3);                                              | WRONG   | called System.exit",
                "Runtime.getRuntime().halt(3);                                | TROUBLE | ended the JVM",
                "new Thread(() -> { while (true) Thread.onSpinWait(); }).start(); | WRONG | left the thread",
                "Thread.setDefaultUncaughtExceptionHandler(new Thread.UncaughtExceptionHandler() { final long[] kept = new long[40_000_000]; public void uncaughtException(Thread t, Throwable e) {} }); | WRONG | filled the memory",
            })
    void codeThatSpoilsItsJvmGetsItsVerdictAndTheNextSaveGetsAnother(String body, String verdict, String reason)
            throws Exception {
        workbook.write(workbook.solutionWithDispatch(body.strip()));
        assertThat(events.next(RunEnded.class).verdict()).isEqualTo(verdict);
        assertThat(events.next(WorkerReplaced.class).reason()).contains(reason);
        theNextSaveIsGreen();
    }

    @Test
    void aLoopThatNeverEndsIsDroppedByTheNextSave() throws Exception {
        workbook.write(workbook.solutionWithDispatch("while (true) Thread.onSpinWait();"));
        events.next(RunBegan.class);
        theNextSaveIsGreen();
        assertThat(events.all())
                .noneMatch(event -> event instanceof CheckFinished finished
                        && finished.result().verdict().equals("HUNG"));
    }

    @Test
    void onlyTheLastOfManySavesIsJudged() throws Exception {
        Random random = new Random(SEED);
        String[] texts = {
            workbook.solution(),
            workbook.solutionWithDispatch("int half = \"written;"),
            workbook.solutionWithDispatch("while (true) Thread.onSpinWait();"),
            workbook.solutionWithDispatch("System.out.println(\"new Pod: \" + event.object);"),
        };
        for (int save = 0; save < SAVES; save++) {
            // a save without a change is none
            String text = texts[random.nextInt(texts.length)] + "// save " + save + "\n";
            long before = count(CompileBegan.class);
            workbook.write(random.nextInt(10) == 0 ? "// save " + save + text.substring(0, text.length() / 2) : text);
            if (random.nextInt(8) == 0) {
                await("a compilation, so that a run is in the middle").until(() -> count(CompileBegan.class) > before);
            }
        }
        String last = workbook.solution() + "// seed " + SEED + "\n";
        workbook.write(last);
        await("the verdict on the last save")
                .atMost(Duration.ofSeconds(90))
                .until(() -> runner.state().activity() == RunnerState.Activity.WAITS
                        && runner.state().ended().filter(RunEnded::isGreen).isPresent());
        assertThat(workbook.file()).hasContent(last);
        assertThat(events.all()).noneMatch(TroubleFound.class::isInstance);
    }

    @Test
    void aFileThatIsWrittenInTwoPartsIsJudgedWhenItIsWhole() throws Exception {
        byte[] whole = workbook.solution().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(workbook.file())) {
            out.write(whole, 0, whole.length / 2);
            out.flush();
            events.next(CompileBegan.class);
            out.write(whole, whole.length / 2, whole.length - whole.length / 2);
        }
        assertThat(events.next(RunEnded.class).isGreen()).isTrue();
    }

    @Test
    void anEditorThatReplacesTheFileIsNoticed() throws Exception {
        Path next = workbook.file().resolveSibling("RawWatch.java~");
        Files.writeString(next, workbook.solution());
        Files.delete(workbook.file());
        Files.move(next, workbook.file());
        assertThat(events.next(RunEnded.class).isGreen()).isTrue();
    }

    @Test
    void twoRunnersAtOnceJudgeTheSameFilesAndKeepOneProgress() throws Exception {
        RecordedEvents others = new RecordedEvents();
        try (Runner other = Runner.open(RunnerSettings.of(top).withWorkers(1))) {
            other.start(LESSON, DISPATCH, others);
            others.next(RunEnded.class);
            others.forget();
            int before = runner.progress().step(LESSON, DISPATCH).runs();
            theNextSaveIsGreen();
            assertThat(others.next(RunEnded.class).isGreen()).isTrue();
            assertThat(runner.progress()).isEqualTo(other.progress());
            assertThat(runner.progress().step(LESSON, DISPATCH).runs()).isEqualTo(before + 2);
        }
    }

    @Test
    void withoutAPlaceForProgressEverythingElseWorks() throws Exception {
        Map<String, String> before = workbook.learnersFiles();
        Path blocked = Files.writeString(top.resolve("blocked"), "not a folder");
        RunnerSettings settings =
                new RunnerSettings(top, blocked, System.getProperty("java.class.path"), Clock.systemUTC(), 1);
        RecordedEvents others = new RecordedEvents();
        try (Runner other = Runner.open(settings)) {
            other.start(LESSON, DISPATCH, others);
            assertThat(others.next(RunEnded.class).verdict()).isEqualTo("TODO");
            assertThat(others.next(TroubleFound.class).problem())
                    .startsWith("Your progress is not saved, because ")
                    .contains("Everything else works.");
            assertThat(other.progress().step(LESSON, DISPATCH).runs()).isEqualTo(1);
            assertThat(catchThrowable(other::resetStep))
                    .hasMessageStartingWith("Your files are not changed, because they cannot be saved in ");
        }
        assertThat(workbook.learnersFiles()).isEqualTo(before);
    }

    private void theNextSaveIsGreen() throws Exception {
        events.forget();
        workbook.write(workbook.solution());
        assertThat(events.next(RunEnded.class).isGreen()).isTrue();
    }

    private long count(Class<?> type) {
        return events.all().stream().filter(type::isInstance).count();
    }
}
