package dev.watchworks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/** The command {@code lab} with its subcommands. The scripts in the top folder start it. */
@Command(
        name = "lab",
        description = "Starts a Kubernetes cluster for your terminal, and runs the programs of the lessons.",
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class LabCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help, and exit")
    private boolean isHelpRequested;

    private LabCommand() {}

    /** Runs a command and ends the JVM with its exit code: 0 for success, 1 for a failure, 2 for wrong arguments. */
    public static void main(String[] arguments) {
        Path top = Path.of(System.getProperty("lab.top", ".")).toAbsolutePath().normalize();
        System.exit(commandLine(top).execute(arguments));
    }

    /**
     * Makes the command line.
     *
     * @param top the workbook's top folder
     */
    static CommandLine commandLine(Path top) {
        return new CommandLine(new LabCommand())
                .addSubcommand(new ClusterCommand(top))
                .addSubcommand(new RunCommand(top))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof CommandException)) {
                        throw failure;
                    }
                    PrintWriter err = command.getErr();
                    err.println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
