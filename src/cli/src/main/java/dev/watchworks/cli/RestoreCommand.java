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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings back what was there before the last reset of a lesson. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Brings your files of a lesson back as they were before the last reset or restore. "
                + "Saves first what is there.")
final class RestoreCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "the lesson")
    private String lesson = "";

    RestoreCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, AnswerException {
        Lesson named = StepArguments.lesson(top, lesson);
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (StepActions actions = StepActions.open(RunnerClassPath.settings(top), err::println)) {
            Path before = actions.restore(named);
            out.println("Your files of " + named + " are back. What was there until now is in " + actions.shown(before)
                    + ".");
            out.flush();
        }
        return 0;
    }
}
