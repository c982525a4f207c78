package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Something that goes wrong on cue. A fault is a value that says what happens; its {@link Cue} says when. The proxy
 * handles only these four interfaces and does not refer to individual faults. No fault loses an event: a client that resumes from its last
 * version gets all events from the cluster.
 */
public sealed interface Fault permits ErrorResponseFault, StreamFault, DelayFault, ListeningSocketFault {

    /**
     * Returns whether it can happen to this request on a real cluster. If not, the fault does not strike the request,
     * and {@link ArmedFault#hasStruck} stays false.
     */
    boolean appliesTo(ApiCall call);

    /** Returns what happens when it strikes: a sentence from the client's point of view, without its full stop. */
    String description();
}
