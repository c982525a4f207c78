package dev.watchworks.apiserver.storage;

/**
 * The part of a type's history that is still served, published whole to readers.
 *
 * @param base the link before the oldest event that is served; its tree is what was there before that event
 * @param last the newest link, the base itself when nothing is served
 * @param floor the oldest resourceVersion that a watch may start from
 * @param size events served
 * @param capacity events that fit
 */
record WatchCache(WatchCacheEvent base, WatchCacheEvent last, long floor, int size, int capacity) {

    static WatchCache begin(long revision, int capacity) {
        WatchCacheEvent base = new WatchCacheEvent(revision, 0, 0, null, null, ObjectTree.EMPTY);
        return new WatchCache(base, base, revision, 0, capacity);
    }

    /** The window with one more event; the settings decide whether it grows, shrinks or loses its oldest event. */
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

    /** The window without events up to a revision, which becomes its floor. */
    WatchCache compact(long revision) {
        WatchCacheEvent first = base;
        int count = size;
        while (count > 0 && following(first).revision() <= revision) {
            first = following(first);
            count--;
        }
        return new WatchCache(first, last, Math.max(floor, revision), count, capacity);
    }

    /** The last link at or before a revision; the revision is not below the floor. */
    WatchCacheEvent at(long revision) {
        WatchCacheEvent link = base;
        for (WatchCacheEvent next = link.next(); next != null && next.revision() <= revision; next = next.next()) {
            link = next;
        }
        return link;
    }

    private static WatchCacheEvent skip(WatchCacheEvent from, int links) {
        WatchCacheEvent link = from;
        for (int index = 0; index < links; index++) {
            link = following(link);
        }
        return link;
    }

    private static WatchCacheEvent following(WatchCacheEvent link) {
        WatchCacheEvent next = link.next();
        if (next == null) {
            throw new IllegalStateException("the window ends before its last event");
        }
        return next;
    }
}
