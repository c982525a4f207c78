package dev.watchworks.labkit.verdict;

/** What came of a check; the order is of no meaning. */
public enum Verdict {
    /** The step does what its check asks for. */
    DONE,
    /** The step's own marker reached the check: nothing is written there yet. */
    TODO,
    /** Something is written, and it does not do what the check asks for. */
    WRONG,
    /** The learner's code did not come back in time. */
    HUNG,
    /** The lab itself could not work, which is not the learner's doing. */
    ENVIRONMENT,
    /** Not run, because a check before it left something behind that would spoil it. */
    NOT_RUN
}
