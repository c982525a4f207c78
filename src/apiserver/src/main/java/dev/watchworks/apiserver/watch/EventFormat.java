package dev.watchworks.apiserver.watch;

import dev.watchworks.apiserver.storage.EventType;
import dev.watchworks.apiserver.storage.StoredObject;

/** How a watch's lines are written; one format serves one watch, because a table begins with its columns. */
public interface EventFormat {

    /** The line of an event. */
    byte[] event(EventType type, StoredObject object);

    /**
     * The line of a bookmark.
     *
     * @param initialEventsEnd whether it says that the synthetic events are over
     */
    byte[] bookmark(long revision, boolean initialEventsEnd);
}
