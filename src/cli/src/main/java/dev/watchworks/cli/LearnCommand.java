package dev.watchworks.cli;

import dev.watchworks.cli.learn.LearnLines;
import dev.watchworks.cli.learn.LearnTerminal;
import dev.watchworks.runner.Runner;
import dev.watchworks.runner.RunnerView;
import dev.watchworks.runner.progress.Progress.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on where the learner stopped, and checks the step each time the learner saves. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = "Shows the step that is next, and checks it each time you save. Goes on where you stopped. "
                + "`./lab` without a command does the same.")
final class LearnCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON",
            description = "the lesson; the default is the one where you stopped, or else the first one")
    private String lesson = "";

    @Option(names = "--step", paramLabel = "N", description = "the step of the lesson")
    private int step;

    @Option(names = "--no-page", description = "show the runner in this terminal only, without the page in a browser")
    private boolean isWithoutPage;

    @Option(names = "--plain", description = "print plain lines, also where the terminal can show a screen")
    private boolean isPlain;

    LearnCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        try (Runner runner = Runner.open(RunnerClassPath.settings(top));
                Terminal terminal = terminal()) {
            Position start = start(runner);
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "lab-end"));
            if (isPlain || terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                LearnLines lines = lines(runner);
                String notice = begin(runner, start);
                out().print(notice.isEmpty() ? "" : notice + System.lineSeparator());
                lines.run();
            } else {
                String notice = begin(runner, start);
                new LearnTerminal(runner, terminal, System.getenv(), notice).run();
            }
        }
        return 0;
    }

    private LearnLines lines(Runner runner) {
        return new LearnLines(
                runner, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), out());
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    }

    /** Returns what the views beside the terminal say, such as the page's address. */
    private String begin(Runner runner, Position start) throws IOException {
        runner.start(start.lesson(), start.step());
        return isWithoutPage
                ? ""
                : ServiceLoader.load(RunnerView.class).stream()
                        .map(view -> view.get().show(runner))
                        .collect(Collectors.joining(" "));
    }

    /** A dumb terminal where the output is no terminal, or the input. */
    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(true).build();
    }

    /** Where to begin: what the arguments say, or else the place where the learner stopped. */
    private Position start(Runner runner) throws CommandException, IOException {
        Position stopped = runner.position();
        String name = lesson.isEmpty()
                ? stopped.lesson()
                : Path.of(LessonModule.find(top, "lessons", lesson).module())
                        .getFileName()
                        .toString();
        List<Integer> steps = runner.steps(name);
        if (step != 0 && !steps.contains(step)) {
            throw new CommandException("Lesson " + name + " has no step " + step + ". Its steps are " + steps.get(0)
                    + " to " + steps.get(steps.size() - 1) + ".");
        }
        boolean isHere = name.equals(stopped.lesson());
        return new Position(name, step != 0 ? step : isHere ? stopped.step() : firstOpen(runner, name, steps));
    }

    /** The first step that is not green. */
    private static int firstOpen(Runner runner, String name, List<Integer> steps) {
        return steps.stream()
                .filter(number -> runner.progress().step(name, number).firstGreen() == null)
                .findFirst()
                .orElse(steps.get(0));
    }
}
