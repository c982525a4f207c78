package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.registry.InProcessClient.Change;
import dev.watchworks.apiserver.storage.EventType;
import dev.watchworks.apiserver.storage.NotificationThread;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.StoredObject;
import dev.watchworks.apiserver.storage.WatchCacheEvent;
import dev.watchworks.apiserver.storage.WatchListener;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Sends all changes of a type to code inside the server, on the consumers' thread. */
final class InProcessWatch implements WatchListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(InProcessWatch.class.getName());

    private final ResourceStorage resource;
    private final NotificationThread thread;
    private final Consumer<Change> consumer;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;
    private WatchCacheEvent sent;

    private InProcessWatch(
            ResourceStorage resource, NotificationThread thread, Consumer<Change> consumer, Snapshot start) {
        this.resource = resource;
        this.thread = thread;
        this.consumer = consumer;
        this.sent = start.last();
    }

    static InProcessWatch start(ResourceStorage resource, NotificationThread thread, Consumer<Change> consumer) {
        Snapshot start = resource.snapshot();
        InProcessWatch watch = new InProcessWatch(resource, thread, consumer, start);
        thread.run(() -> watch.sendInitial(start.objects().from("")));
        resource.addListener(watch);
        // Sends the events between the snapshot and the registration.
        watch.advanced(start.last().sequence());
        return watch;
    }

    @Override
    public void advanced(long sequence) {
        if (scheduled.compareAndSet(false, true)) {
            thread.run(this::sendEvents);
        }
    }

    @Override
    public void close() {
        closed = true;
        resource.removeListener(this);
    }

    private void sendInitial(Iterator<StoredObject> objects) {
        while (objects.hasNext()) {
            send(new Change(EventType.ADDED, objects.next().tree()));
        }
    }

    private void sendEvents() {
        scheduled.set(false);
        for (WatchCacheEvent next = sent.next(); next != null && !closed; next = sent.next()) {
            sent = next;
            send(change(next));
        }
    }

    private static Change change(WatchCacheEvent event) {
        StoredObject current = event.current();
        if (current == null) {
            return new Change(EventType.DELETED, event.deletedObject().tree());
        }
        return new Change(event.previous() == null ? EventType.ADDED : EventType.MODIFIED, current.tree());
    }

    private void send(Change change) {
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
