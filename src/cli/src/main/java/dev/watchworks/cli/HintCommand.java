package dev.watchworks.cli;

import dev.watchworks.runner.StepActions;
import dev.watchworks.runner.event.RunnerEvent.HintShown;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a hint of a step. */
@Command(
        name = "hint",
        mixinStandardHelpOptions = true,
        description = "Prints a hint of a step: the next one that you have not read.")
final class HintCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "the lesson")
    private String lesson = "";

    @Option(names = "--step", paramLabel = "N", required = true, description = "the step of the lesson")
    private int step;

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "1 is an idea, 2 says where to look, 3 is nearly the code")
    private @Nullable Integer level;

    HintCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Lesson named = StepArguments.lesson(top, lesson);
        StepArguments.requireStep(named, step);
        if (level != null && (level < 1 || level > 3)) {
            throw new CommandException("A hint has the level 1, 2 or 3, not " + level + ".");
        }
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (StepActions actions = StepActions.open(RunnerClassPath.settings(top), err::println)) {
            HintShown hint = actions.hint(named, step, level == null ? OptionalInt.empty() : OptionalInt.of(level));
            out.println("Hint " + hint.level() + " of " + hint.levels()
                    + (hint.title().isEmpty() ? "" : ": " + hint.title()));
            out.println();
            out.println(hint.text());
            out.flush();
            err.flush();
        }
        return 0;
    }
}
