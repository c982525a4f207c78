package dev.watchworks.gateway.fault;

/** A fault that strikes a response while it streams, between two lines. */
public sealed interface StreamFault extends Fault
        permits EndStream, ResetStream, CutLine, GoneEvent, ErrorEvent, InsertBookmark, InsertEvent {

    /** Returns whether it can strike at this place. If not, it waits for the next place. */
    default boolean ready(StreamPosition position) {
        return position.isStream();
    }

    /** Returns what to send and how to continue, at a place where it is {@linkplain #ready ready}. */
    StreamEffect strike(StreamPosition position);
}
