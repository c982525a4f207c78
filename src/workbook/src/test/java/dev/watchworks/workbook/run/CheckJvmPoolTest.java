package dev.watchworks.workbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckJvmPool;
import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.TextSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next answer is judged as if it were alone, whatever an answer does to its JVM. */
class CheckJvmPoolTest {

    private static final String CHECK = "printsTheNameOfANewPod";

    /** One JVM for each answer that leaves something behind, and one for the answer after the last of them. */
    private static final int JVMS = 5;

    @TempDir
    private Path folder;

    private final Lesson lesson = Workbook.here().lessons().get(0);

    @Test
    void whateverAnAnswerDoesItSpoilsOnlyItself() throws Exception {
        Map<String, String> verdicts = new LinkedHashMap<>();
        verdicts.put("System.setProperty(\"step\", \"99\"); System.setProperty(\"line.separator\", \"?\");", "WRONG");
        verdicts.put("System.out.close(); System.setOut(null);", "WRONG");
        verdicts.put("System.exit(3);", "WRONG");
        verdicts.put("new Thread(() -> { while (true) System.out.println(\"new Pod: mine\"); }).start();", "WRONG");
        verdicts.put("Runtime.getRuntime().halt(3);", CheckResult.TROUBLE);
        verdicts.put("while (true) Thread.onSpinWait();", "HUNG");
        try (CheckJvmPool jvms = new CheckJvmPool(folder.resolve("jvms"))) {
            expectVerdicts(verdicts, new AnswerChecker(lesson, folder.resolve("bench"), jvms));
            assertThat(jvms.started()).isEqualTo(JVMS);
        }
    }

    private void expectVerdicts(Map<String, String> verdicts, AnswerChecker bench) throws Exception {
        CheckRequest good =
                bench.prepare("good", withDispatch(""), lesson.folder(), 0).only(CHECK);
        List<CheckRequest> runs = new ArrayList<>();
        for (String body : verdicts.keySet()) {
            runs.add(bench.prepare("bad-" + runs.size(), withDispatch("{ " + body + " }"), lesson.folder(), 0)
                    .only(CHECK));
            runs.add(good);
        }

        Iterator<List<CheckResult>> results = bench.run(runs).iterator();

        verdicts.forEach((body, verdict) -> {
            assertThat(results.next())
                    .as(body)
                    .extracting(CheckResult::method, CheckResult::verdict)
                    .containsExactly(Tuple.tuple(CHECK, verdict));
            assertThat(results.next())
                    .as("a right answer after " + body)
                    .extracting(CheckResult::method, CheckResult::verdict)
                    .containsExactly(Tuple.tuple(CHECK, "DONE"));
        });
        assertThat(results).isExhausted();
    }

    private List<JavaFileObject> withDispatch(String body) {
        return lesson.answers().stream()
                .map(JavaFile::of)
                .<JavaFileObject>map(file -> new TextSource(
                        file.name(),
                        file.withBodies(
                                method -> !body.isEmpty() && method.name().equals("dispatch"), method -> body)))
                .toList();
    }
}
