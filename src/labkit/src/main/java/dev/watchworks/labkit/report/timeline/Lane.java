package dev.watchworks.labkit.report.timeline;

/** Whose side of the story a moment belongs to. */
public enum Lane {
    /** The learner's code: what it printed, which of its handlers were called, what it did with its queue. */
    LEARNER,
    /** Between the learner's code and the cluster: requests, watch events, ends of streams, faults. */
    WIRE,
    /** The cluster: what the check created, changed and deleted on it. */
    CLUSTER
}
