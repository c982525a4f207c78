package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * The frames of one watch, taken by whoever writes them as fast as the client reads. A feed whose frames are not taken
 * ends itself when its bounded buffer is full, as Kubernetes' cacher closes a watcher that cannot keep up.
 */
public interface WatchStream {

    /**
     * Says whom to call, from any thread and never under a lock, each time frames or the end may be there after
     * {@link #poll()} had answered null. Called once.
     */
    void onReady(Runnable ready);

    /** The next frame, a line of JSON with its line feed as shared bytes; null when there is none now. */
    byte @Nullable [] poll();

    /** Whether the feed is over and all frames were taken: the response is then ended cleanly. */
    boolean ended();

    /** The client has gone: frees everything. May be called more than once. */
    void cancel();
}
