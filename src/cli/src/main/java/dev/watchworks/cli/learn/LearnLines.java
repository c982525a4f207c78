package dev.watchworks.cli.learn;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The runner as plain lines, where there is no terminal: in a window of an IDE, or in a file. */
public final class LearnLines {

    private static final int WIDTH = 100;

    private final Runner runner;
    private final BufferedReader in;
    private final PrintWriter out;

    /** Prepares to show a runner. From now on, its events are printed. */
    public LearnLines(Runner runner, BufferedReader in, PrintWriter out) {
        this.runner = runner;
        this.in = in;
        this.out = out;
        runner.addListener(this::print);
    }

    /** Reads commands until {@code q}. At the end of the input, the runner only prints what it does. */
    public void run() throws IOException, InterruptedException {
        out.println(
                "Commands: h hint, n next, l list, t timeline, s solution, r run again, x reset, u undo reset, q quit");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.strip().equals("q")) {
                return;
            }
            act(line.strip());
            out.flush();
        }
        new CountDownLatch(1).await();
    }

    private void act(String command) {
        try {
            switch (command) {
                case "h" -> runner.hint();
                case "n" -> {
                    if (!runner.next()) {
                        out.println("That was the last step of the book.");
                    }
                }
                case "l" -> print(PanelText.list(runner, runner.position()));
                case "t" -> print(PanelText.timeline(runner.state(), WIDTH));
                case "s" -> solution();
                case "r" -> runner.rerun();
                case "x" -> runner.resetStep();
                case "u" -> runner.restore();
                case "" -> {}
                default -> out.println("There is no command " + command + ".");
            }
        } catch (AnswerException | IOException failed) {
            out.println(failed.getMessage());
        }
    }

    private void solution() throws AnswerException {
        Optional<StepSolution> solution = runner.solution();
        if (solution.isPresent()) {
            print(PanelText.solution(solution.get()));
        } else {
            out.println("This step is not done yet. Ask again to see our solution all the same.");
        }
    }

    /** Prints a verdict once, when the run has ended. */
    private void print(RunnerEvent event) {
        RunnerState state = runner.state();
        if (event instanceof RunnerEvent.StepChosen chosen) {
            out.println();
            out.println("Step " + chosen.step() + " of " + chosen.lesson() + ", " + chosen.title());
            print(PanelText.task(runner, WIDTH));
        } else if (event instanceof RunnerEvent.RunEnded || event instanceof RunnerEvent.CompileFailed) {
            out.println();
            print(VerdictLines.of(state).lines());
        } else if (event instanceof RunnerEvent.StepBroke broke) {
            out.println("Step " + broke.step() + " was done, and is not any more: "
                    + broke.result().found());
        } else if (event instanceof RunnerEvent.HintShown hint) {
            print(PanelText.hints(runner, hint, WIDTH));
        } else if (event instanceof RunnerEvent.WorkerReplaced
                || event instanceof RunnerEvent.AnswerReplaced
                || event instanceof RunnerEvent.TroubleFound) {
            out.println(state.notice());
        }
        out.flush();
    }

    private void print(List<String> lines) {
        lines.forEach(line -> out.println(line.replace(PanelText.TITLE, "")));
    }
}
