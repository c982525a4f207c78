package dev.watchworks.apiserver.storage;

/** What a watch says happened to an object. */
public enum EventType {
    ADDED,
    MODIFIED,
    DELETED
}
