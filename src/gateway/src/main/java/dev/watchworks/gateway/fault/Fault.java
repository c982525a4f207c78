package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Something that goes wrong on cue. A fault is a value that says what it does; when it strikes is the {@link Cue}'s
 * business, and the proxy knows only these four kinds and no fault by name. No fault takes away an event that the
 * cluster would send again: a client that resumes from its last version gets them all.
 */
public sealed interface Fault permits ErrorResponseFault, StreamFault, DelayFault, ListeningSocketFault {

    /**
     * Whether it can happen to this request in life. A fault never strikes where this says no, and {@link ArmedFault}
     * then tells that it did not.
     */
    boolean appliesTo(ApiCall call);

    /** What happens when it strikes, for people: a sentence from the client's side, without its full stop. */
    String description();
}
