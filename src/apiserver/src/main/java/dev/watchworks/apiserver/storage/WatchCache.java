package dev.watchworks.apiserver.storage;

import java.util.Objects;

/**
 * The events of a type that a watch can start from. It is immutable, so that readers need no lock.
 *
 * @param base the event before the oldest one in the watch cache; its tree has the objects before that event
 * @param last the newest event; the base when the watch cache is empty
 * @param floor the oldest resourceVersion that a watch may start from
 * @param size the number of events
 * @param capacity the number of events that fit
 */
record WatchCache(WatchCacheEvent base, WatchCacheEvent last, long floor, int size, int capacity) {

    static WatchCache begin(long revision, int capacity) {
        WatchCacheEvent base = new WatchCacheEvent(revision, 0, 0, null, null, ObjectTree.EMPTY);
        return new WatchCache(base, base, revision, 0, capacity);
    }

    /** The watch cache with one more event. By the settings, it grows, shrinks or drops its oldest event. */
    WatchCache append(WatchCacheEvent event, HistorySettings settings) {
        int room = capacity;
        WatchCacheEvent first = base;
        long lowest = floor;
        int count = size;
        if (count == capacity) {
            long fresh = settings.fresh().toMillis();
            WatchCacheEvent oldest = following(base);
            if (event.epochMillis() - oldest.epochMillis() < fresh) {
                room = Math.min(capacity * 2, settings.maximumEvents());
            } else if (capacity > settings.minimumEvents()
                    && event.epochMillis() - skip(base, count - count / 4).epochMillis() > fresh) {
                room = Math.max(capacity / 2, settings.minimumEvents());
            }
            while (count >= room) {
                first = following(first);
                count--;
                WatchCacheEvent now = count == 0 ? event : following(first);
                lowest = now.revision() - 1;
            }
        }
        return new WatchCache(first, event, Math.max(floor, lowest), count + 1, room);
    }

    /** The watch cache without the events up to a revision, which becomes its floor. */
    WatchCache compact(long revision) {
        WatchCacheEvent first = base;
        int count = size;
        while (count > 0 && following(first).revision() <= revision) {
            first = following(first);
            count--;
        }
        return new WatchCache(first, last, Math.max(floor, revision), count, capacity);
    }

    /** The last event at or before a revision; the revision is not below the floor. */
    WatchCacheEvent at(long revision) {
        WatchCacheEvent event = base;
        for (WatchCacheEvent next = event.next(); next != null && next.revision() <= revision; next = next.next()) {
            event = next;
        }
        return event;
    }

    private static WatchCacheEvent skip(WatchCacheEvent from, int events) {
        WatchCacheEvent event = from;
        for (int count = 0; count < events; count++) {
            event = following(event);
        }
        return event;
    }

    private static WatchCacheEvent following(WatchCacheEvent event) {
        return Objects.requireNonNull(event.next(), "the watch cache ends before its last event");
    }
}
