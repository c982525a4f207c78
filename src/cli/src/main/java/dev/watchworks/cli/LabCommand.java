package dev.watchworks.cli;

import dev.watchworks.runner.answer.AnswerException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/** The command {@code lab} with its subcommands. The scripts in the top folder start it. */
@Command(
        name = "lab",
        description = "Without a command: goes on with the book where you stopped, like `lab learn`.",
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "[COMMAND]")
public final class LabCommand implements Callable<Integer> {

    private final LearnCommand learn;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help, and exit")
    private boolean isHelpRequested;

    private LabCommand(LearnCommand learn) {
        this.learn = learn;
    }

    /** Runs a command and ends the JVM with its exit code: 0 for success, 1 for a failure, 2 for wrong arguments. */
    public static void main(String[] arguments) {
        Path top = Path.of(System.getProperty("lab.top", ".")).toAbsolutePath().normalize();
        if (StaleBuild.isAskedFor() && StaleBuild.of(top)) {
            System.exit(StaleBuild.EXIT);
        }
        System.exit(commandLine(top).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        return learn.call();
    }

    /**
     * Makes the command line.
     *
     * @param top the workbook's top folder
     */
    static CommandLine commandLine(Path top) {
        LearnCommand learn = new LearnCommand(top);
        return new CommandLine(new LabCommand(learn))
                .addSubcommand(learn)
                .addSubcommand(new StatusCommand(top))
                .addSubcommand(new CheckCommand(top))
                .addSubcommand(new HintCommand(top))
                .addSubcommand(new SolutionCommand(top))
                .addSubcommand(new ResetCommand(top))
                .addSubcommand(new RestoreCommand(top))
                .addSubcommand(new ClusterCommand(top))
                .addSubcommand(new RunCommand(top))
                .addSubcommand(new DoctorCommand(top))
                .addSubcommand(new CompletionCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof CommandException) && !(failure instanceof AnswerException)) {
                        throw failure;
                    }
                    PrintWriter err = command.getErr();
                    err.println(failure.getMessage());
                    err.flush();
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
