package dev.watchworks.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.runner.StepActions;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.StepProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the learner has done. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Prints the state of each step, how often its checks ran, and the hints that you read.")
final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, in the form of .lab/progress.json and with all steps")
    private boolean isJson;

    StatusCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (StepActions actions = StepActions.open(RunnerClassPath.settings(top), err::println)) {
            List<Lesson> lessons = new Workbook(top).lessons();
            Progress progress = actions.progress();
            if (isJson) {
                out.println(json(lessons, progress).toPrettyString());
            } else {
                lessons.forEach(lesson -> print(lesson, progress, out));
                Progress.Position current = progress.current();
                out.println(
                        current == null
                                ? "Begin with ./lab"
                                : "You are at step " + current.step() + " of " + current.lesson()
                                        + ". Go on with ./lab");
            }
            out.flush();
            err.flush();
        }
        return 0;
    }

    private static void print(Lesson lesson, Progress progress, PrintWriter out) {
        List<Integer> steps = lesson.steps();
        long green = steps.stream()
                .filter(step ->
                        progress.step(lesson.name(), step).state().label().equals("green"))
                .count();
        out.println(lesson + ": " + green + " of " + steps.size() + " steps are done");
        for (int step : steps) {
            StepProgress known = progress.step(lesson.name(), step);
            out.println("  %2d  %-6s  %-3s %-7s %s"
                    .formatted(
                            step,
                            known.state().label(),
                            known.runs() == 0 ? "" : known.runs() + "x",
                            known.hints() == 0 ? "" : known.hints() + (known.hints() == 1 ? " hint" : " hints"),
                            HintFile.of(lesson, step).title())
                    .stripTrailing());
        }
        out.println();
    }

    private static ObjectNode json(List<Lesson> lessons, Progress progress) {
        ObjectNode status = MAPPER.createObjectNode();
        status.put("version", Progress.VERSION);
        if (progress.current() != null) {
            status.set("current", MAPPER.valueToTree(progress.current()));
        }
        ArrayNode all = status.putArray("lessons");
        for (Lesson lesson : lessons) {
            ObjectNode ofLesson = all.addObject();
            ofLesson.put("lesson", lesson.name());
            ArrayNode steps = ofLesson.putArray("steps");
            for (int step : lesson.steps()) {
                ObjectNode ofStep = steps.addObject();
                ofStep.put("step", step);
                ofStep.put("title", HintFile.of(lesson, step).title());
                ofStep.setAll((ObjectNode) MAPPER.valueToTree(progress.step(lesson.name(), step)));
            }
        }
        return status;
    }
}
