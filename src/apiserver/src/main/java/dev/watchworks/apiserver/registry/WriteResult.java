package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.storage.StoredObject;

/**
 * The result of an update or a deletion.
 *
 * @param object the object as it is now, or as it was when it was removed
 * @param isRemoved whether the object no longer exists
 */
public record WriteResult(StoredObject object, boolean isRemoved) {
    static WriteResult updated(StoredObject object) {
        return new WriteResult(object, false);
    }

    static WriteResult removed(StoredObject object) {
        return new WriteResult(object, true);
    }
}
