package dev.watchworks.labkit.verdict;

/** The result of a check. The order has no meaning. */
public enum Verdict {
    /** The step does what its check expects. */
    DONE,
    /** The code has reached the step's own TODO marker: the learner has written nothing there yet. */
    TODO,
    /** The learner has written something, and it does not do what the check expects. */
    WRONG,
    /** The learner's code did not return in time. */
    HUNG,
    /** The lab itself could not work, which is not the learner's fault. */
    ENVIRONMENT,
    /**
     * The check did not run, because an earlier check made this impossible or because the cluster does not allow it.
     */
    NOT_RUN
}
