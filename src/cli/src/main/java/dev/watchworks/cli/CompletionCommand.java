package dev.watchworks.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes the command line. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which bash and zsh complete the commands of ./lab:",
            "  source <(./lab completion)",
            "In zsh, run this first: autoload -U +X compinit && compinit && autoload -U +X bashcompinit && bashcompinit"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        // the script registers the name of the command; learners type ./lab, and the shell then looks for that
        out.print(AutoComplete.bash("lab", spec.root().commandLine()));
        out.print("complete -F _complete_lab -o default ./lab\n");
        out.flush();
        return 0;
    }
}
