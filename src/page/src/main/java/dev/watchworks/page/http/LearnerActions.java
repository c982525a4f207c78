package dev.watchworks.page.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.page.view.SolutionView;
import dev.watchworks.runner.Runner;
import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.StepSolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a learner does on the page. The runner reports most of it by events; the response has only what they lack. */
final class LearnerActions {

    private final Runner runner;

    LearnerActions(Runner runner) {
        this.runner = runner;
    }

    /**
     * What came of it.
     *
     * @param problem a sentence for the learner, or null when it worked
     * @param hasNext false when there is no next step; null for other actions
     * @param solution our solution, or null when it is not shown yet, and for other actions
     */
    private record Outcome(
            @Nullable String problem,
            @Nullable Boolean hasNext,
            @Nullable SolutionView solution) {

        static final Outcome DONE = new Outcome(null, null, null);

        static Outcome problem(String sentence) {
            return new Outcome(sentence, null, null);
        }
    }

    /**
     * Does what the page asks for.
     *
     * @param action the last part of the path
     * @param body a JSON object
     */
    PageAnswer act(String action, String body) {
        try {
            Optional<Outcome> outcome = outcome(action, PageJson.readObject(body));
            return outcome.map(done -> PageAnswer.json(200, PageJson.write(done)))
                    .orElseGet(() -> PageAnswer.text(404, "The page knows no action " + action + "."));
        } catch (AnswerException | IOException | UncheckedIOException refused) {
            return PageAnswer.json(409, PageJson.write(Outcome.problem(String.valueOf(refused.getMessage()))));
        } catch (IllegalArgumentException malformed) {
            return PageAnswer.json(400, PageJson.write(Outcome.problem(String.valueOf(malformed.getMessage()))));
        }
    }

    private Optional<Outcome> outcome(String action, JsonNode body) throws AnswerException, IOException {
        switch (action) {
            case "hint" -> hint(body);
            case "run" -> runner.rerun();
            case "reset-step" -> runner.resetStep();
            case "reset-lesson" -> runner.resetLesson();
            case "restore" -> runner.restore();
            case "choose" ->
                runner.start(body.path("lesson").asText(), body.path("step").asInt());
            case "next" -> {
                return Optional.of(new Outcome(null, runner.next(), null));
            }
            case "solution" -> {
                Optional<StepSolution> solution = runner.solution();
                return Optional.of(
                        new Outcome(null, null, solution.map(SolutionView::of).orElse(null)));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Outcome.DONE);
    }

    private void hint(JsonNode body) {
        if (body.has("level")) {
            runner.hint(body.path("level").asInt());
        } else {
            runner.hint();
        }
    }
}
