package dev.watchworks.labkit.output;

/**
 * A line that the learner's code printed.
 *
 * @param text without the line break, at most {@link CapturedOutput#LONGEST_LINE} characters
 * @param nanoTime the {@link System#nanoTime()} of its line break
 * @param error whether it went to the error stream
 */
public record OutputLine(String text, long nanoTime, boolean error) {}
