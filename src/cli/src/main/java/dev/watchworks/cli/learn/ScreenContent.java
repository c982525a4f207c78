package dev.watchworks.cli.learn;

import dev.watchworks.runner.event.RunnerState;
import java.util.List;

/**
 * All that the screen shows.
 *
 * @param state what the runner reports
 * @param steps the numbers of the lesson's steps
 * @param text the lines of the panel below the verdict
 * @param scroll how many lines of the middle are above the screen
 * @param focus the line of the panel that must be on the screen, counted from 0; -1 for none
 * @param notice a line for the learner, or empty
 */
record ScreenContent(RunnerState state, List<Integer> steps, List<String> text, int scroll, int focus, String notice) {

    /** Copies the lists. */
    ScreenContent {
        steps = List.copyOf(steps);
        text = List.copyOf(text);
    }
}
