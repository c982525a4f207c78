package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * The frames of one watch. The HTTP side takes them as fast as the client reads; nothing is buffered for it. A watch that
 * is too far behind ends itself, as Kubernetes' cacher closes a watcher that cannot keep up.
 */
public interface WatchStream {

    /**
     * Sets the callback for frames or the end that come after {@link #poll()} returned null. It runs on any thread and
     * never under a lock. Called once.
     */
    void onReady(Runnable ready);

    /** The next frame, a line of JSON with its line feed as shared bytes; null when there is none now. */
    byte @Nullable [] poll();

    /** Whether the watch is over and all frames were taken, so that the response ends cleanly. */
    boolean ended();

    /** Frees everything, because the client has gone. May be called more than once. */
    void cancel();
}
