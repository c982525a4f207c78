package dev.watchworks.cli.learn;

import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.event.RunnerEvent.RunEnded;
import dev.watchworks.runner.event.RunnerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict on the last save, as lines: the first one is the verdict, the others are labkit's message.
 *
 * @param mood how the verdict is for the learner
 * @param lines the lines
 */
record VerdictLines(Mood mood, List<String> lines) {

    /** How a verdict is for the learner. */
    enum Mood {
        /** Nothing is decided yet. */
        NEUTRAL,
        /** All checks of the step pass. */
        GOOD,
        /** Something is wrong. */
        BAD
    }

    /** Copies the list. */
    VerdictLines {
        lines = List.copyOf(lines);
    }

    /** Describes the state. */
    static VerdictLines of(RunnerState state) {
        if (state.failed().isPresent()) {
            return notCompiled(state.failed().get().problem());
        }
        Optional<CheckResult> red = state.firstRed();
        if (red.isPresent()) {
            return red(state, red.get());
        }
        if (state.ended().isPresent()) {
            return green(state, state.ended().get());
        }
        return new VerdictLines(
                Mood.NEUTRAL,
                List.of(
                        switch (state.activity()) {
                            case COMPILES -> "compiling";
                            case RUNS ->
                                "checking"
                                        + (state.results().isEmpty()
                                                ? ""
                                                : ": " + state.results().size() + " done");
                            case WAITS -> "waiting for your first save";
                        }));
    }

    private static VerdictLines notCompiled(CompileProblem problem) {
        List<String> lines = new ArrayList<>();
        lines.add("Your code does not compile"
                + (problem.errors() > 1 ? ": the first of " + problem.errors() + " errors" : ""));
        lines.add("  " + problem.file() + ":" + problem.line());
        lines.add("    " + problem.code());
        problem.message().lines().forEach(line -> lines.add("  " + line.stripTrailing()));
        return new VerdictLines(Mood.BAD, lines);
    }

    /** Without the links and the command at the end: keys do the same. */
    private static VerdictLines red(RunnerState state, CheckResult red) {
        List<String> lines = new ArrayList<>();
        if (red.verdict().equals(CheckResult.TROUBLE)) {
            lines.add("The checks could not run to their end");
            red.found().lines().forEach(line -> lines.add("  " + line));
            return new VerdictLines(Mood.BAD, lines);
        }
        red.report().lines().stream()
                .filter(line -> !line.matches("  (hints|timeline|run it)  .*"))
                .forEach(lines::add);
        if (state.ended().isPresent()) {
            lines.set(0, lines.get(0) + after(state.ended().get()));
        }
        Mood mood = red.verdict().equals("TODO") ? Mood.NEUTRAL : Mood.BAD;
        return new VerdictLines(mood, lines);
    }

    private static VerdictLines green(RunnerState state, RunEnded ended) {
        List<String> lines = new ArrayList<>();
        String title = state.chosen().map(chosen -> ", " + chosen.title()).orElse("");
        lines.add("Step " + ended.step() + title + ": done" + after(ended));
        ended.results().stream()
                .flatMap(result -> result.report().notes().stream())
                .forEach(note -> {
                    lines.add("  measured  " + note.measured());
                    lines.add("  why       " + note.why());
                });
        lines.add("  Press n for the next step, s to see our solution.");
        return new VerdictLines(Mood.GOOD, lines);
    }

    private static String after(RunEnded ended) {
        return String.format(Locale.ROOT, "   (%.1f s)", ended.milliseconds() / 1000.0);
    }
}
