package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.registry.Registry.Change;
import dev.watchworks.apiserver.storage.Cacher;
import dev.watchworks.apiserver.storage.NotificationThread;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.StoredObject;
import dev.watchworks.apiserver.storage.WatchCacheEvent;
import dev.watchworks.apiserver.storage.WatchListener;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells code inside the server of a type's changes, on the consumers' thread, at its own pace and without a gap. */
final class InProcessWatch implements WatchListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(InProcessWatch.class.getName());

    private final Cacher resource;
    private final NotificationThread thread;
    private final Consumer<Change> consumer;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;
    private WatchCacheEvent told;

    private InProcessWatch(Cacher resource, NotificationThread thread, Consumer<Change> consumer, Snapshot start) {
        this.resource = resource;
        this.thread = thread;
        this.consumer = consumer;
        this.told = start.last();
    }

    static InProcessWatch begin(Cacher resource, NotificationThread thread, Consumer<Change> consumer) {
        Snapshot start = resource.snapshot();
        InProcessWatch watch = new InProcessWatch(resource, thread, consumer, start);
        thread.run(() -> watch.tellAll(start.objects().from("")));
        resource.follow(watch);
        // What was written between the snapshot and the registration is found here.
        watch.advanced(start.last().sequence());
        return watch;
    }

    @Override
    public void advanced(long sequence) {
        if (scheduled.compareAndSet(false, true)) {
            thread.run(this::tellEvents);
        }
    }

    @Override
    public void close() {
        closed = true;
        resource.unfollow(this);
    }

    private void tellAll(Iterator<StoredObject> objects) {
        while (objects.hasNext()) {
            tell(new Change(Change.Type.ADDED, objects.next().tree()));
        }
    }

    private void tellEvents() {
        scheduled.set(false);
        for (WatchCacheEvent next = told.next(); next != null && !closed; next = told.next()) {
            told = next;
            tell(change(next));
        }
    }

    private static Change change(WatchCacheEvent event) {
        StoredObject current = event.current();
        if (current == null) {
            return new Change(Change.Type.DELETED, event.farewell().tree());
        }
        return new Change(event.previous() == null ? Change.Type.ADDED : Change.Type.MODIFIED, current.tree());
    }

    private void tell(Change change) {
        if (closed) {
            return;
        }
        try {
            consumer.accept(change);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A consumer failed on " + change.type(), failure);
        }
    }
}
