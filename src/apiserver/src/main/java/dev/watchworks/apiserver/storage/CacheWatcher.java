package dev.watchworks.apiserver.storage;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch: a position in the chain of a type's events. The position moves on when the client reads. The server
 * buffers nothing for the client, and ends the watch when the client is too far behind.
 */
public final class CacheWatcher implements WatchStream, WatchListener {
    private static final System.Logger LOG = System.getLogger(CacheWatcher.class.getName());

    private final Store store;
    private final ResourceStorage resource;
    private final SelectionPredicate selection;
    private final WatchEncoder encoder;
    private final WatchTimers timers;
    /** The revision of the snapshot. A reference to the snapshot would keep all later events in memory. */
    private final long startRevision;

    private final long after;
    private final long openedAt;
    private final int maximumLag;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean bookmarkDue = new AtomicBoolean();
    private volatile @Nullable Runnable ready;
    private volatile boolean missedWake;
    private volatile boolean ended;
    /** The last event that the client has; null at the end of the watch, because an event keeps all later ones in memory. */
    private volatile @Nullable WatchCacheEvent position;

    private volatile Iterator<StoredObject> initial;
    private boolean initialEventsEndDue;

    private CacheWatcher(
            ResourceStorage resource,
            SelectionPredicate selection,
            WatchEncoder encoder,
            CacheWatcherOptions start,
            int maximumLag) {
        store = resource.store();
        this.resource = resource;
        this.selection = selection;
        this.encoder = encoder;
        this.maximumLag = maximumLag;
        startRevision = start.snapshot().revision();
        after = start.after();
        openedAt = resource.snapshot().last().sequence();
        position = start.snapshot().last();
        initial = start.initialEvents() ? selection.from(start.snapshot().objects(), "") : Collections.emptyIterator();
        initialEventsEndDue = start.initialEventsEnd();
        timers = new WatchTimers(store.timers(), start.timeout());
    }

    /**
     * Opens a watch.
     *
     * @param maximumLag the number of events that the client may be behind
     */
    public static CacheWatcher open(
            ResourceStorage resource,
            SelectionPredicate selection,
            WatchEncoder encoder,
            CacheWatcherOptions start,
            int maximumLag) {
        CacheWatcher watcher = new CacheWatcher(resource, selection, encoder, start, maximumLag);
        resource.addListener(watcher);
        watcher.timers.begin(watcher::end, start.bookmarks() ? watcher::requestBookmark : null);
        return watcher;
    }

    @Override
    public void onReady(Runnable call) {
        ready = call;
        if (missedWake) {
            call.run();
        }
    }

    @Override
    public synchronized byte @Nullable [] poll() {
        if (ended) {
            return null;
        }
        try {
            return next();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A watch's frame cannot be encoded, the watch ends", failure);
            cancel();
            return null;
        } finally {
            if (ended) {
                release();
            }
        }
    }

    private byte @Nullable [] next() {
        Iterator<StoredObject> first = initial;
        if (first.hasNext()) {
            return encoder.event(EventType.ADDED, first.next());
        }
        if (initialEventsEndDue) {
            initialEventsEndDue = false;
            return encoder.bookmark(startRevision, true);
        }
        while (true) {
            // Read the counter before the chain: all events up to the counter are in the chain.
            long known = store.revision();
            byte[] frame = nextEvent();
            if (frame != null) {
                return frame;
            }
            if (bookmarkDue.compareAndSet(true, false) && known > startRevision && known > after) {
                return encoder.bookmark(known, false);
            }
            waiting.set(true);
            WatchCacheEvent last = position;
            if (last != null && last.next() == null && !bookmarkDue.get() && !ended) {
                return null;
            }
            waiting.set(false);
            if (ended) {
                return null;
            }
        }
    }

    private byte @Nullable [] nextEvent() {
        WatchCacheEvent last = position;
        for (WatchCacheEvent next = last == null ? null : last.next(); next != null; next = next.next()) {
            position = next;
            if (next.revision() > after) {
                byte[] frame = frame(next);
                if (frame != null) {
                    return frame;
                }
            }
        }
        return null;
    }

    private byte @Nullable [] frame(WatchCacheEvent event) {
        StoredObject current = event.current();
        boolean before = selection.matches(event.previous());
        if (current != null && selection.matches(current)) {
            return encoder.event(before ? EventType.MODIFIED : EventType.ADDED, current);
        }
        return before ? encoder.event(EventType.DELETED, event.deletedObject()) : null;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void cancel() {
        ended = true;
        timers.cancel();
        resource.removeListener(this);
        release();
    }

    /** Frees the events. A thread that is in {@link #poll()} at the end calls this again. */
    private void release() {
        position = null;
        initial = Collections.emptyIterator();
    }

    @Override
    public void advanced(long sequence) {
        // Events from before the opening of the watch do not count.
        WatchCacheEvent last = position;
        long behind = last == null ? 0 : sequence - Math.max(last.sequence(), openedAt);
        if (!waiting.get() && behind > maximumLag) {
            end();
        } else {
            wake();
        }
    }

    void end() {
        cancel();
        waiting.set(true);
        wake();
    }

    private void requestBookmark() {
        bookmarkDue.set(true);
        wake();
    }

    private void wake() {
        if (!waiting.compareAndSet(true, false)) {
            return;
        }
        Runnable call = ready;
        if (call == null) {
            missedWake = true;
            // Read again: onReady may have run between the two lines above, before missedWake was true.
            call = ready;
            if (call == null) {
                return;
            }
        }
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A watch's callback failed, the watch ends", failure);
            cancel();
        }
    }
}
