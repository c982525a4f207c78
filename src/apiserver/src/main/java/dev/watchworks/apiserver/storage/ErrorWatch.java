package dev.watchworks.apiserver.storage;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** A watch that sends one ERROR event and ends. */
public final class ErrorWatch implements WatchStream {
    private volatile byte @Nullable [] frame;

    /** A watch whose only event is the failure's Status. */
    public ErrorWatch(ApiException failure) {
        frame = StoredObject.frame("ERROR", Json.write(failure.status()));
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
