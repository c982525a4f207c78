package dev.watchworks.runner.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.progress.StepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON of the events is a contract: src/runner/README.md describes it. */
class RunnerEventsTest {

    private static final CheckResult RESULT =
            new CheckResult("ListChecks.lists", 2, "WRONG", "hints", "one request", "two requests", "a race");

    private static Stream<RunnerEvent> events() {
        CompileProblem problem = new CompileProblem("a/B.java", 3, "int i = \"\";", "incompatible types", 1);
        TreeMap<Integer, StepProgress> steps = new TreeMap<>();
        steps.put(1, StepProgress.NONE.withHint(2));
        return Stream.of(
                new RunnerEvent.StepChosen("01-a", 2, "list once", "a/B.java", 44),
                new RunnerEvent.CompileBegan("01-a", 2),
                new RunnerEvent.CompileFailed("01-a", 2, problem),
                new RunnerEvent.RunBegan("01-a", 2),
                new RunnerEvent.CheckFinished("01-a", 2, RESULT),
                new RunnerEvent.RunEnded("01-a", 2, "WRONG", List.of(RESULT), 512, "a/timeline.html"),
                new RunnerEvent.StepBroke("01-a", 1, RESULT),
                new RunnerEvent.ProgressChanged("01-a", steps),
                new RunnerEvent.HintShown("01-a", 2, 1, 3, "an idea", "Look."),
                new RunnerEvent.AnswerReplaced("01-a", 0, ".lab/saved/01-a/1"),
                new RunnerEvent.WorkerReplaced("your code called System.exit"),
                new RunnerEvent.TroubleFound("The files cannot be read."));
    }

    @Test
    void anEventIsAnObjectWithItsName() throws Exception {
        List<String> json = events().map(RunnerEvents::json).toList();
        assertThat(json)
                .contains(
                        "{\"event\":\"stepChosen\",\"lesson\":\"01-a\",\"step\":2,\"title\":\"list once\",\"file\":\"a/B.java\",\"line\":44}",
                        "{\"event\":\"compileFailed\",\"lesson\":\"01-a\",\"step\":2,\"problem\":{\"file\":\"a/B.java\",\"line\":3,"
                                + "\"code\":\"int i = \\\"\\\";\",\"message\":\"incompatible types\",\"errors\":1}}",
                        "{\"event\":\"progressChanged\",\"lesson\":\"01-a\",\"steps\":{\"1\":{\"state\":\"todo\",\"runs\":0,\"hints\":2,"
                                + "\"solutionAsked\":false}}}",
                        "{\"event\":\"workerReplaced\",\"reason\":\"your code called System.exit\"}");
        JsonNode ended = new ObjectMapper().readTree(json.get(5));
        assertThat(ended.at("/results/0/verdict").asText()).isEqualTo("WRONG");
        assertThat(ended.at("/results/0/report/lines").isArray()).isTrue();
        assertThat(ended.has("isGreen") || ended.has("green")).isFalse();
    }

    @Test
    void theReadmeDescribesEachEvent() throws Exception {
        String readme = Workbook.read(Workbook.here().root().resolve("src/runner/README.md"));
        List<String> missing = new ArrayList<>();
        for (String json : events().map(RunnerEvents::json).toList()) {
            JsonNode event = new ObjectMapper().readTree(json);
            event.fieldNames().forEachRemaining(member -> {
                if (!readme.contains(
                        "`" + (member.equals("event") ? event.get(member).asText() : member) + "`")) {
                    missing.add(event.get("event").asText() + "." + member);
                }
            });
        }
        assertThat(missing).isEmpty();
        assertThat(events()).hasSize(RunnerEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void theStateIsWhatTheEventsAddUpTo() {
        RunnerState state = events().reduce(RunnerState.INITIAL, RunnerState::after, (one, other) -> other);
        assertThat(state.activity()).isEqualTo(RunnerState.Activity.WAITS);
        assertThat(state.firstRed()).contains(RESULT);
        assertThat(state.failed()).isEmpty();
        assertThat(state.broken()).containsOnlyKeys(1);
        assertThat(state.hint()).map(RunnerEvent.HintShown::level).contains(1);
        assertThat(state.notice()).isEqualTo("The files cannot be read.");
        assertThat(state.after(new RunnerEvent.CompileBegan("01-a", 2)).notice())
                .isEmpty();
    }
}
