package dev.watchworks.labkit.output;

/**
 * A line that the learner's code printed.
 *
 * @param text without the line break, cut at {@link CapturedOutput#LONGEST_LINE} characters
 * @param nanoTime when its line break was written, as in {@link System#nanoTime()}
 * @param error whether it went to the error stream
 */
public record OutputLine(String text, long nanoTime, boolean error) {}
