package dev.watchworks.cli;

import dev.watchworks.runner.StepActions;
import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the starter of a lesson back. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Puts the starter of a lesson back, or of one of its steps. Saves first what is there: "
                + "`./lab restore LESSON` brings it back.")
final class ResetCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "the lesson")
    private String lesson = "";

    @Option(names = "--step", paramLabel = "N", description = "only the methods of this step")
    private int step;

    ResetCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, AnswerException {
        Lesson named = StepArguments.lesson(top, lesson);
        if (step != 0) {
            StepArguments.requireStep(named, step);
        }
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (StepActions actions = StepActions.open(RunnerClassPath.settings(top), err::println)) {
            Path before = step == 0 ? actions.resetLesson(named) : actions.resetStep(named, step);
            out.println((step == 0 ? "The starter of " + named : "The starter of step " + step + " of " + named)
                    + " is back. What you had is in " + actions.shown(before) + ".");
            out.println("To get it back: ./lab restore " + named);
            out.flush();
        }
        return 0;
    }
}
