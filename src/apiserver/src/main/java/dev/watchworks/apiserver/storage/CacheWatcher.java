package dev.watchworks.apiserver.storage;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch: a place in the chain of a type's events that moves on as the client takes frames. Nothing is
 * buffered for it; a client that falls too far behind is closed.
 */
public final class CacheWatcher implements WatchStream, WatchListener {
    private static final System.Logger LOG = System.getLogger(CacheWatcher.class.getName());

    private final Store store;
    private final Cacher resource;
    private final SelectionPredicate selection;
    private final WatchEncoder format;
    private final WatchTimers timers;
    /** Not the snapshot itself, which would keep every event since then in memory. */
    private final long startRevision;

    private final long after;
    private final long openedAt;
    private final int maximumLag;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean bookmarkDue = new AtomicBoolean();
    private volatile @Nullable Runnable ready;
    private volatile boolean missedWake;
    private volatile boolean over;
    /** Null when the watch is over, because a link keeps all events after it in memory. */
    private volatile @Nullable WatchCacheEvent taken;

    private volatile Iterator<StoredObject> initial;
    private boolean initialEventsEndDue;

    private CacheWatcher(
            Store store,
            Cacher resource,
            SelectionPredicate selection,
            WatchEncoder format,
            CacheWatcherOptions start,
            int maximumLag) {
        this.store = store;
        this.resource = resource;
        this.selection = selection;
        this.format = format;
        this.maximumLag = maximumLag;
        startRevision = start.snapshot().revision();
        after = start.after();
        openedAt = resource.snapshot().last().sequence();
        taken = start.snapshot().last();
        initial = start.initialEvents()
                ? selection.from(start.snapshot().objects(), "")
                : Collections.<StoredObject>emptyList().iterator();
        initialEventsEndDue = start.initialEventsEnd();
        timers = new WatchTimers(store.timers(), start.timeout());
    }

    /**
     * Opens a watch.
     *
     * @param maximumLag events that the client may be behind
     */
    public static CacheWatcher open(
            Store store,
            Cacher resource,
            SelectionPredicate selection,
            WatchEncoder format,
            CacheWatcherOptions start,
            int maximumLag) {
        CacheWatcher feed = new CacheWatcher(store, resource, selection, format, start, maximumLag);
        resource.addListener(feed);
        feed.timers.begin(feed::end, start.bookmarks() ? feed::requestBookmark : null);
        return feed;
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
        if (over) {
            return null;
        }
        try {
            return next();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A watch's line could not be written, the watch ends", failure);
            cancel();
            return null;
        } finally {
            if (over) {
                forget();
            }
        }
    }

    private byte @Nullable [] next() {
        Iterator<StoredObject> first = initial;
        if (first.hasNext()) {
            return format.event(EventType.ADDED, first.next());
        }
        if (initialEventsEndDue) {
            initialEventsEndDue = false;
            return format.bookmark(startRevision, true);
        }
        while (true) {
            // Read the counter before the chain: all events up to the counter are in the chain.
            long known = store.revision();
            byte[] frame = nextEvent();
            if (frame != null) {
                return frame;
            }
            if (bookmarkDue.compareAndSet(true, false) && known > startRevision && known > after) {
                return format.bookmark(known, false);
            }
            waiting.set(true);
            WatchCacheEvent last = taken;
            if (last != null && last.next() == null && !bookmarkDue.get() && !over) {
                return null;
            }
            waiting.set(false);
            if (over) {
                return null;
            }
        }
    }

    private byte @Nullable [] nextEvent() {
        WatchCacheEvent last = taken;
        for (WatchCacheEvent next = last == null ? null : last.next(); next != null; next = next.next()) {
            taken = next;
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
            return format.event(before ? EventType.MODIFIED : EventType.ADDED, current);
        }
        return before ? format.event(EventType.DELETED, event.deletedObject()) : null;
    }

    @Override
    public boolean ended() {
        return over;
    }

    @Override
    public void cancel() {
        over = true;
        timers.cancel();
        resource.removeListener(this);
        forget();
    }

    /** Frees the events. A thread that takes a frame at the end calls this again. */
    private void forget() {
        taken = null;
        initial = Collections.emptyIterator();
    }

    @Override
    public void advanced(long sequence) {
        // Events that were history when the watch was opened do not count, however many they are.
        WatchCacheEvent last = taken;
        long behind = last == null ? 0 : sequence - Math.max(last.sequence(), openedAt);
        if (!waiting.get() && behind > maximumLag) {
            end();
        } else {
            wake();
        }
    }

    private void end() {
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
            // Between the two lines above, onReady may have run and seen nothing missed.
            call = ready;
            if (call == null) {
                return;
            }
        }
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A watch's client could not be woken", failure);
            cancel();
        }
    }
}
