package dev.watchworks.apiserver.storage;

/**
 * All objects of a type at a resourceVersion.
 *
 * @param revision the resourceVersion
 * @param last the newest event of the snapshot; a watch from this snapshot sends the events after it
 */
public record Snapshot(long revision, WatchCacheEvent last) {

    /** The objects, in the order of their keys. */
    public ObjectTree objects() {
        return last.after();
    }
}
