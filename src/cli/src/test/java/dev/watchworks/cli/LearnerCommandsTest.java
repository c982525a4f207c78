package dev.watchworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with which a learner goes through a lesson, on a copy of lesson 1. */
class LearnerCommandsTest {

    private static final String LESSON = "01-raw-watch";
    private static final String FILE = "src/main/java/dev/watchworks/lesson/rawwatch/RawWatch.java";

    @TempDir
    private Path top;

    private StringWriter output = new StringWriter();

    @BeforeEach
    void copyLesson() throws IOException {
        Path from = Workbook.here().root();
        for (String part : List.of("lessons/" + LESSON, "solutions/" + LESSON, "src/runner/starters/" + LESSON)) {
            copy(from.resolve(part), top.resolve(part));
        }
        Files.copy(
                from.resolve("src/runner/starters/" + LESSON + "/dev/watchworks/lesson/rawwatch/RawWatch.java.txt"),
                answer(),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !from.relativize(path).startsWith("target"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Path answer() {
        return top.resolve("lessons").resolve(LESSON).resolve(FILE);
    }

    private void solve() throws IOException {
        Files.writeString(
                answer(),
                Files.readString(top.resolve("solutions").resolve(LESSON).resolve(FILE)));
    }

    private int lab(String... arguments) {
        output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        return LabCommand.commandLine(top).setOut(writer).setErr(writer).execute(arguments);
    }

    private List<String> lines() {
        return output.toString().lines().toList();
    }

    @Test
    void checkPrintsLabkitsSummaryAndWritesTheReports() throws Exception {
        assertThat(lab("check", "1", "--step", "4")).isEqualTo(1);
        assertThat(lines())
                .contains("Step 4, dispatch: TODO", "  run it    ./mvnw test -pl lessons/01-raw-watch -Dstep=4");
        assertThat(top.resolve("lessons/01-raw-watch/target/lab/TEST-checks.xml"))
                .content()
                .contains("<testsuite name=\"01-raw-watch\" tests=\"5\" failures=\"5\" errors=\"0\" skipped=\"0\"")
                .contains("<failure type=\"TODO\"");

        solve();
        assertThat(lab("check", "1", "--step", "4")).isZero();
        assertThat(lines()).contains("Step 4, dispatch: done");
        JsonNode report = new ObjectMapper()
                .readTree(top.resolve("lessons/01-raw-watch/target/lab/checks.json")
                        .toFile());
        assertThat(report.get("green").asBoolean()).isTrue();
        assertThat(report.at("/checks/0/verdict").asText()).isEqualTo("DONE");

        assertThat(lab("status")).isZero();
        assertThat(lines()).contains("01-raw-watch: 1 of 9 steps are done", "   4  green   2x          dispatch");
    }

    @Test
    void checkShowsTheCompilersFirstError() throws Exception {
        Files.writeString(answer(), Files.readString(answer()).replace("throw Todo.step(4);", "return 4;"));
        assertThat(lab("check", "raw-watch")).isEqualTo(1);
        assertThat(output.toString())
                .contains("01-raw-watch does not compile: lessons/01-raw-watch/" + FILE + ", line ", "    return 4;");
        assertThat(top.resolve("lessons/01-raw-watch/target/lab/TEST-checks.xml"))
                .content()
                .contains("errors=\"1\"", "<error type=\"COMPILE\"");
    }

    @Test
    void aHintIsPrintedLevelByLevel() {
        assertThat(lab("hint", "1", "--step", "4")).isZero();
        assertThat(lines().get(0)).startsWith("Hint 1 of 3");
        assertThat(lab("hint", "1", "--step", "4")).isZero();
        assertThat(lines().get(0)).startsWith("Hint 2 of 3");
        assertThat(lab("hint", "1", "--step", "4", "--level", "1")).isZero();
        assertThat(lines().get(0)).startsWith("Hint 1 of 3");
        assertThat(lab("hint", "1", "--step", "4", "--level", "4")).isEqualTo(1);
        assertThat(lines()).containsExactly("A hint has the level 1, 2 or 3, not 4.");
        assertThat(lab("hint", "1", "--step", "10")).isEqualTo(1);
        assertThat(lines()).containsExactly("Lesson 01-raw-watch has no step 10. Its steps are 1 to 9.");
    }

    @Test
    void theSolutionOfAnOpenStepNeedsASecondAsk() {
        assertThat(lab("solution", "1", "--step", "4")).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "Step 4 of 01-raw-watch is not done yet. A hint may be enough: ./lab hint 01-raw-watch --step 4. "
                                + "To see our solution all the same, use this command again.");
        assertThat(lab("solution", "1", "--step", "4")).isZero();
        assertThat(lines())
                .startsWith("// solutions/01-raw-watch/" + FILE)
                .contains("public void dispatch(Watch.Response<V1Pod> event) {");
    }

    @Test
    void whatIsResetCanBeRestored() throws Exception {
        String starter = Files.readString(answer());
        solve();
        String mine = Files.readString(answer());
        assertThat(lab("reset", "1")).isZero();
        assertThat(lines().get(0))
                .startsWith("The starter of 01-raw-watch is back. What you had is in .lab/saved/01-raw-watch/");
        assertThat(answer()).hasContent(starter);
        assertThat(lab("restore", "1")).isZero();
        assertThat(answer()).hasContent(mine);
        assertThat(lab("reset", "1", "--step", "4")).isZero();
        assertThat(answer()).content().contains("throw Todo.step(4);").doesNotContain("throw Todo.step(5);");
    }

    @Test
    void withoutASavedFileNothingIsRestored() {
        assertThat(lab("restore", "1")).isEqualTo(1);
        assertThat(lines())
                .containsExactly("Nothing of lesson 01-raw-watch is saved yet. Each reset saves what was there.");
    }

    @Test
    void theStatusIsAlsoJson() throws Exception {
        lab("hint", "1", "--step", "2");
        assertThat(lab("status", "--json")).isZero();
        JsonNode status = new ObjectMapper().readTree(output.toString());
        assertThat(status.at("/lessons/0/lesson").asText()).isEqualTo(LESSON);
        assertThat(status.at("/lessons/0/steps/1/title").asText()).isEqualTo("list once");
        assertThat(status.at("/lessons/0/steps/1/hints").asInt()).isEqualTo(1);
        assertThat(status.at("/lessons/0/steps/1/state").asText()).isEqualTo("todo");
    }

    @Test
    void aCompletionScriptKnowsTheCommands() {
        assertThat(lab("completion")).isZero();
        assertThat(output.toString())
                .contains("_complete_lab", "learn", "--step", "complete -F _complete_lab -o default ./lab");
    }
}
