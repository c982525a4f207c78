package dev.watchworks.apiserver.storage;

/** The type of a watch event. */
public enum EventType {
    ADDED,
    MODIFIED,
    DELETED
}
