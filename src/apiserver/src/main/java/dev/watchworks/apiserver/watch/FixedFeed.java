package dev.watchworks.apiserver.watch;

import dev.watchworks.apiserver.json.Json;
import dev.watchworks.apiserver.status.ApiException;
import dev.watchworks.apiserver.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/** A watch that has one thing to say, an ERROR, and is over. */
public final class FixedFeed implements WatchFeed {
    private volatile byte @Nullable [] frame;

    private FixedFeed(byte[] frame) {
        this.frame = frame;
    }

    /** A watch that fails after its headers were sent. */
    public static FixedFeed error(ApiException failure) {
        return new FixedFeed(StoredObject.frame("ERROR", Json.write(failure.status())));
    }

    @Override
    public void onReady(Runnable ready) {}

    @Override
    public byte @Nullable [] poll() {
        byte[] next = frame;
        frame = null;
        return next;
    }

    @Override
    public boolean ended() {
        return frame == null;
    }

    @Override
    public void cancel() {
        frame = null;
    }
}
