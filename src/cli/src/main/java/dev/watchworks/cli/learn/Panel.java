package dev.watchworks.cli.learn;

/** What the middle of the screen shows below the verdict. */
enum Panel {
    /** The task of the step. */
    TASK,
    /** The hints that the learner has asked for. */
    HINT,
    /** All lessons and steps. */
    LIST,
    /** What happened in the last run, and where the page with the timelines is. */
    TIMELINE,
    /** Our solution of the step. */
    SOLUTION
}
