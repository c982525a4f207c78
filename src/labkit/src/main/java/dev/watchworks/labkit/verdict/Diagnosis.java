package dev.watchworks.labkit.verdict;

/**
 * What a learner is told of a check that did not pass.
 *
 * @param expected what the check waited for, in plain words
 * @param found what the learner's code did instead, on the wire or in its output
 * @param why what explains the difference, or empty
 * @param next what to read or to do now, or empty where the hint says it
 */
public record Diagnosis(String expected, String found, String why, String next) {

    /** Says what was expected and what was found, and leaves the rest to the hint. */
    public static Diagnosis of(String expected, String found) {
        return new Diagnosis(expected, found, "", "");
    }

    /** The same diagnosis with another explanation. */
    public Diagnosis because(String explanation) {
        return new Diagnosis(expected, found, explanation, next);
    }

    /** The same diagnosis with another next thing to do. */
    public Diagnosis next(String nextThing) {
        return new Diagnosis(expected, found, why, nextThing);
    }
}
