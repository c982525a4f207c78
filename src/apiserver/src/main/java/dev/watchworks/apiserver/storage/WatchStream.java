package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * The frames of one watch. The HTTP side polls them as fast as the client reads. A watch that is too far behind ends, as
 * Kubernetes' cacher ends a watcher that is too slow.
 */
public interface WatchStream {

    /**
     * Sets the callback, once. The watch calls it when there is a frame or the end after {@link #poll()} has returned null,
     * on any thread and without a lock.
     */
    void onReady(Runnable ready);

    /** The next frame: a line of JSON with its line feed, in bytes that are shared. Null when there is no frame now. */
    byte @Nullable [] poll();

    /** Whether the watch has ended and has no more frames, so that the response can end. */
    boolean ended();

    /** Ends the watch and frees its memory, because the client has disconnected. A second call has no effect. */
    void cancel();
}
