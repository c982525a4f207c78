package dev.watchworks.gateway.fault;

/** A fault that strikes an answer while it streams, between two lines. */
public sealed interface StreamFault extends Fault permits EndStream, ResetStream, CutLine, GoneEvent, InsertBookmark {

    /** Whether it can strike at this place; if not, it waits for the next one. */
    default boolean ready(StreamPosition position) {
        return position.isStream();
    }

    /** What to send and how to go on, at a place where it is {@linkplain #ready ready}. */
    StreamEffect strike(StreamPosition position);
}
