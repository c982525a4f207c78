package dev.watchworks.labkit.verdict;

/**
 * The message for a learner whose check did not pass.
 *
 * @param expected what the check waited for, in plain words
 * @param found what the learner's code did instead
 * @param why the explanation of the difference, or empty
 * @param next what to read or to do now, or empty when the hints say it
 */
public record Diagnosis(String expected, String found, String why, String next) {

    /** Makes a diagnosis without explanation and next step. */
    public static Diagnosis of(String expected, String found) {
        return new Diagnosis(expected, found, "", "");
    }

    /** Returns this diagnosis with another explanation. */
    public Diagnosis because(String explanation) {
        return new Diagnosis(expected, found, explanation, next);
    }

    /** Returns this diagnosis with another next step. */
    public Diagnosis next(String nextStep) {
        return new Diagnosis(expected, found, why, nextStep);
    }
}
