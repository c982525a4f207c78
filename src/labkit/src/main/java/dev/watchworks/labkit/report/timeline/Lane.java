package dev.watchworks.labkit.report.timeline;

/** The part of the system in which an event happened. */
public enum Lane {
    /** The learner's code: its output, the calls of its handlers, the operations of its queue. */
    LEARNER,
    /** The connection between the learner's code and the cluster: requests, watch events, ends of streams, faults. */
    WIRE,
    /** The cluster: the objects that the check created, changed and deleted. */
    CLUSTER
}
