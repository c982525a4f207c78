package dev.watchworks.runner.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.runner.WorkbookCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reset never destroys what a learner wrote. */
class StarterResetTest {

    @TempDir
    private Path top;

    private WorkbookCopy workbook;
    private SavedAnswers saved;
    private StarterReset reset;

    @BeforeEach
    void open() throws Exception {
        workbook = WorkbookCopy.in(top);
        saved = new SavedAnswers(top.resolve(".lab"), Clock.systemUTC());
        reset = new StarterReset(saved);
    }

    @Test
    void aStepsMethodsAreResetAndNothingElse() throws Exception {
        String mine = workbook.solutionWithDispatch("helper();")
                .replace("class RawWatch implements", "/* mine */ class RawWatch implements");
        workbook.write(mine);
        Path before = reset.resetStep(workbook.lesson(), 4);
        assertThat(workbook.file())
                .content()
                .contains("/* mine */", "throw Todo.step(4);")
                .doesNotContain("helper();", "Todo.step(5)");
        assertThat(before.resolve("dev/watchworks/lesson/rawwatch/RawWatch.java"))
                .hasContent(mine);
    }

    @Test
    void aLessonIsResetWithTheFilesThatTheLearnerAdded() throws Exception {
        String starter = Files.readString(workbook.file());
        workbook.write(workbook.solution());
        Path added = Files.writeString(workbook.file().resolveSibling("Mine.java"), "class Mine {}");
        Map<String, String> mine = workbook.learnersFiles();

        Path before = reset.resetLesson(workbook.lesson());

        assertThat(workbook.file()).hasContent(starter);
        assertThat(added).doesNotExist();
        assertThat(saved.list(workbook.lesson())).containsExactly(before);
        saved.restore(workbook.lesson(), before);
        assertThat(workbook.learnersFiles()).isEqualTo(mine);
        assertThat(saved.list(workbook.lesson())).hasSize(2);
    }

    @Test
    void aStepIsNotResetInAFileThatIsNotJava() throws Exception {
        workbook.write(workbook.solution().replace("class RawWatch", "clas RawWatch"));
        Map<String, String> mine = workbook.learnersFiles();
        assertThatThrownBy(() -> reset.resetStep(workbook.lesson(), 4))
                .isInstanceOf(AnswerException.class)
                .hasMessageStartingWith("The step cannot be reset alone: ")
                .hasMessageContaining("cannot be read as Java: line ")
                .hasMessageEndingWith("Nothing is changed. To put the whole lesson back: ./lab reset 01-raw-watch.");
        assertThat(workbook.learnersFiles()).isEqualTo(mine);
    }

    @Test
    void aStepWhoseMethodIsGoneIsNotReset() throws Exception {
        workbook.write(workbook.solution().replace("void dispatch(", "void send("));
        assertThatThrownBy(() -> reset.resetStep(workbook.lesson(), 4))
                .hasMessageContaining("has no method RawWatch.dispatch(");
        assertThat(saved.list(workbook.lesson())).isEmpty();
    }
}
