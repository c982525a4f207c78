package dev.watchworks.cli;

import dev.watchworks.runner.StepActions;
import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints our solution of a step. */
@Command(
        name = "solution",
        mixinStandardHelpOptions = true,
        description = "Prints our solution of a step once the step is green, or when you ask for the second time.")
final class SolutionCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "the lesson")
    private String lesson = "";

    @Option(names = "--step", paramLabel = "N", required = true, description = "the step of the lesson")
    private int step;

    SolutionCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, AnswerException {
        Lesson named = StepArguments.lesson(top, lesson);
        StepArguments.requireStep(named, step);
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (StepActions actions = StepActions.open(RunnerClassPath.settings(top), err::println)) {
            Optional<StepSolution> solution = actions.solution(named, step);
            if (solution.isEmpty()) {
                throw new CommandException(
                        "Step " + step + " of " + named + " is not done yet. A hint may be enough: ./lab hint " + named
                                + " --step " + step + ". To see our solution all the same, use this command again.");
            }
            out.println("// " + solution.get().file());
            out.println(solution.get().code());
            out.flush();
            err.flush();
        }
        return 0;
    }
}
