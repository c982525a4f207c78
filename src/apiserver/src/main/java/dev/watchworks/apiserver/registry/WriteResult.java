package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.storage.StoredObject;

/**
 * The result of a write.
 *
 * @param effect what happened to the object
 * @param object the object as it is now, or as it was when it was removed
 */
public record WriteResult(Effect effect, StoredObject object) {
    /** What happened. */
    public enum Effect {
        CREATED,
        UPDATED,
        REMOVED
    }
}
