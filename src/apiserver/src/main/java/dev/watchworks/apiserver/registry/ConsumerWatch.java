package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.registry.Registry.Change;
import dev.watchworks.apiserver.storage.Dispatcher;
import dev.watchworks.apiserver.storage.Event;
import dev.watchworks.apiserver.storage.Follower;
import dev.watchworks.apiserver.storage.Resource;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells code inside the server of a type's changes, on the consumers' thread, at its own pace and without a gap. */
final class ConsumerWatch implements Follower, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConsumerWatch.class.getName());

    private final Resource resource;
    private final Dispatcher thread;
    private final Consumer<Change> consumer;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;
    private Event told;

    private ConsumerWatch(Resource resource, Dispatcher thread, Consumer<Change> consumer, Snapshot start) {
        this.resource = resource;
        this.thread = thread;
        this.consumer = consumer;
        this.told = start.last();
    }

    static ConsumerWatch begin(Resource resource, Dispatcher thread, Consumer<Change> consumer) {
        Snapshot start = resource.snapshot();
        ConsumerWatch watch = new ConsumerWatch(resource, thread, consumer, start);
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
        for (Event next = told.next(); next != null && !closed; next = told.next()) {
            told = next;
            tell(change(next));
        }
    }

    private static Change change(Event event) {
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
