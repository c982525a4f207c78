package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.storage.StoredObject;

/**
 * The result of a write.
 *
 * @param object the object as it is now, or as it was when it was removed
 * @param isCreated whether the object did not exist before
 * @param isRemoved whether the object no longer exists
 */
public record WriteResult(StoredObject object, boolean isCreated, boolean isRemoved) {
    static WriteResult created(StoredObject object) {
        return new WriteResult(object, true, false);
    }

    static WriteResult updated(StoredObject object) {
        return new WriteResult(object, false, false);
    }

    static WriteResult removed(StoredObject object) {
        return new WriteResult(object, false, true);
    }
}
