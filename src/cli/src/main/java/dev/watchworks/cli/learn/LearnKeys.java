package dev.watchworks.cli.learn;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.event.RunnerEvent.HintShown;
import dev.watchworks.runner.event.RunnerEvent.StepChosen;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.progress.Progress.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What each key does, and what the screen shows afterwards. */
final class LearnKeys {

    private static final int PAGE = 10;

    private final Runner runner;
    private final Editor editor;
    private Panel panel = Panel.TASK;
    private int scroll;
    private String notice;
    private String asked = "";
    private @Nullable StepSolution solution;
    private @Nullable Position selected;
    private boolean isOpen = true;

    /**
     * Begins with the task.
     *
     * @param notice what the learner reads until the first key, or empty
     */
    LearnKeys(Runner runner, Editor editor, String notice) {
        this.runner = runner;
        this.editor = editor;
        this.notice = notice;
    }

    synchronized boolean isOpen() {
        return isOpen;
    }

    /**
     * Does what a key asks for.
     *
     * @param width of the terminal, for the panel
     * @param mostScroll how far one can scroll
     * @return the editor that has to run in this terminal, or empty
     */
    synchronized String press(String key, int width, IntSupplier mostScroll) {
        String before = asked;
        asked = "";
        notice = "";
        try {
            return act(key, before, mostScroll);
        } catch (AnswerException | IOException | UncheckedIOException | IllegalArgumentException failed) {
            notice = String.valueOf(failed.getMessage());
            return "";
        }
    }

    private String act(String key, String before, IntSupplier mostScroll) throws AnswerException, IOException {
        switch (key) {
            case "q" -> isOpen = false;
            case "h" -> {
                runner.hint();
                show(Panel.HINT);
            }
            case "n" -> next();
            case "l" -> list();
            case "t" -> show(panel == Panel.TIMELINE ? Panel.TASK : Panel.TIMELINE);
            case "s" -> solution();
            case "r" -> runner.rerun();
            case "x" -> reset(before);
            case "X" -> resetLesson(before);
            case "u" -> {
                runner.restore();
                notice = "Your files are as they were before. What was there until now is saved too.";
            }
            case "e" -> {
                return edit();
            }
            case "escape" -> show(Panel.TASK);
            case "enter" -> choose();
            default -> scroll(key, mostScroll);
        }
        return "";
    }

    private void show(Panel next) {
        panel = next;
        scroll = 0;
    }

    private void next() throws IOException {
        if (!runner.next()) {
            notice = "That was the last step of the book.";
        }
        show(Panel.TASK);
    }

    private void list() {
        boolean isShown = panel == Panel.LIST;
        selected = runner.position();
        show(isShown ? Panel.TASK : Panel.LIST);
    }

    private void choose() throws IOException {
        Position place = selected;
        if (panel == Panel.LIST && place != null) {
            runner.start(place.lesson(), place.step());
            show(Panel.TASK);
        }
    }

    private void solution() throws AnswerException {
        Optional<StepSolution> found = runner.solution();
        if (found.isEmpty()) {
            notice = "This step is not done yet. Press s again to see our solution all the same.";
            return;
        }
        solution = found.get();
        show(panel == Panel.SOLUTION ? Panel.TASK : Panel.SOLUTION);
    }

    private void reset(String before) throws AnswerException {
        if (before.equals("x")) {
            runner.resetStep();
            show(Panel.TASK);
        } else {
            asked = "x";
            notice =
                    "Press x again to put the starter back for this step, X twice for the whole lesson. It is saved first.";
        }
    }

    private void resetLesson(String before) throws AnswerException {
        if (before.equals("X")) {
            runner.resetLesson();
            show(Panel.TASK);
        } else {
            asked = "X";
            notice = "Press X again to put the starter of the whole lesson back. Your files are saved first.";
        }
    }

    private String edit() {
        Optional<StepChosen> chosen = runner.state().chosen();
        if (chosen.isEmpty()) {
            return "";
        }
        notice = editor.open(runner.file(chosen.get().file()), chosen.get().line());
        return editor.needsTerminal() ? "editor" : "";
    }

    /** Runs the editor that {@link #press} has named, until the learner ends it. */
    void runEditor() throws InterruptedException {
        notice = editor.runInTerminal();
    }

    private void scroll(String key, IntSupplier mostScroll) {
        int lines = switch (key) {
            case "up", "k" -> -1;
            case "down", "j" -> 1;
            case "page up", "b" -> -PAGE;
            case "page down", " " -> PAGE;
            default -> 0;
        };
        if (panel == Panel.LIST && Math.abs(lines) == 1) {
            select(lines);
        } else {
            scroll = Math.max(0, Math.min(mostScroll.getAsInt(), scroll + lines));
        }
    }

    private void select(int lines) {
        List<Position> places = PanelText.places(runner);
        int at = Math.max(0, places.indexOf(selected));
        selected = places.get(Math.max(0, Math.min(places.size() - 1, at + lines)));
    }

    /** What the screen shows now. */
    synchronized ScreenContent content(int width) {
        RunnerState state = runner.state();
        List<String> text = text(state, width);
        return new ScreenContent(
                state,
                state.chosen().map(chosen -> runner.steps(chosen.lesson())).orElse(List.of()),
                text,
                scroll,
                panel == Panel.LIST ? PanelText.selectedLine(text) : -1,
                notice);
    }

    private List<String> text(RunnerState state, int width) {
        if (state.chosen().isEmpty()) {
            return List.of();
        }
        StepSolution ours = solution;
        Optional<HintShown> hint = state.hint();
        Position place = selected;
        if (panel == Panel.HINT && hint.isPresent()) {
            return PanelText.hints(runner, hint.get(), width);
        } else if (panel == Panel.LIST && place != null) {
            return PanelText.list(runner, place);
        } else if (panel == Panel.TIMELINE) {
            return PanelText.timeline(state, width);
        } else if (panel == Panel.SOLUTION && ours != null) {
            return PanelText.solution(ours);
        }
        return PanelText.task(runner, width);
    }
}
