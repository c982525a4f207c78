package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a write led to.
 *
 * @param kind what happened to the object
 * @param object the object as it is now, or as it was when it was removed: not to be changed
 */
public record WriteResult(Kind kind, ObjectNode object) {
    /** What happened. */
    public enum Kind {
        CREATED,
        UPDATED,
        REMOVED
    }
}
