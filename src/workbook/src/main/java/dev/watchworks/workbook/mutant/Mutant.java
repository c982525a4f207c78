package dev.watchworks.workbook.mutant;

import dev.watchworks.runner.source.JavaFile;

/**
 * A file of a solution with one small change.
 *
 * @param file the file's name
 * @param line the line of the change, counted from 1
 * @param method class and method around the change, as in {@code PodFollower.pause}; the class alone outside of methods
 * @param operator what kind of change it is
 * @param start where the replaced text begins
 * @param end the place behind the replaced text
 * @param before the replaced text
 * @param after the new text
 */
public record Mutant(
        String file,
        long line,
        String method,
        MutationOperator operator,
        int start,
        int end,
        String before,
        String after) {

    private static final int LONGEST = 90;

    /** Returns the changed text of the file. */
    String applyTo(JavaFile source) {
        return source.text().substring(0, start) + after + source.text().substring(end);
    }

    /**
     * Describes the change without its line, so that the description stays the same when lines move, as in {@code
     * PodFollower.pause, BOUNDARY: a < b -> a <= b}.
     */
    public String describe() {
        return "%s, %s: %s -> %s".formatted(method, operator, shorten(before), shorten(after));
    }

    private static String shorten(String code) {
        String line = code.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST
                ? line
                : line.substring(0, LONGEST / 2) + " … " + line.substring(line.length() - LONGEST / 2);
    }
}
