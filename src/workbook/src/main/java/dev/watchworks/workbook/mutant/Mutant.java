package dev.watchworks.workbook.mutant;

import dev.watchworks.workbook.source.JavaFile;

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
        String file, long line, String method, Operator operator, int start, int end, String before, String after) {

    /** The kinds of changes. */
    public enum Operator {
        /** A condition is negated, or one half of it is left out. */
        CONDITION,
        /** A comparison includes its boundary, or excludes it. */
        BOUNDARY,
        /** Another operator of arithmetic. */
        ARITHMETIC,
        /** A number, text or boolean has another value. */
        CONSTANT,
        /** A call, an assignment or a jump is left out. */
        REMOVAL,
        /** A call is replaced by its receiver or by its argument. */
        CALL,
        /** Two arguments change places. */
        ARGUMENTS,
        /** A method returns nothing useful: null, 0, an empty text, a fixed boolean. */
        RETURN,
        /** A catch block swallows, rethrows, or catches less; a finally block does nothing; a resource stays open. */
        EXCEPTION,
        /** Something is not synchronized, not volatile, or wakes up only one thread; a loop around a wait is an if. */
        CONCURRENCY
    }

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
