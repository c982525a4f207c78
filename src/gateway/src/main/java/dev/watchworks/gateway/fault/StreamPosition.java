package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import org.jspecify.annotations.Nullable;

/**
 * A place in a response, between two lines.
 *
 * @param call the request
 * @param isStream whether the response is a stream of events; false for a list and for a refused watch
 * @param last the last event with a version that went to the client; null before the first
 * @param next the line that goes to the client next; null when the cluster has not sent it yet
 * @param nextBytes this line with its line feed; empty without a next line
 */
public record StreamPosition(
        ApiCall call,
        boolean isStream,
        @Nullable StreamLine last,
        @Nullable StreamLine next,
        byte[] nextBytes) {

    /**
     * Returns the version up to which the client knows everything: that of the last event, or of its request. Returns
     * null when the client has named no version and got none.
     */
    public @Nullable String resourceVersion() {
        if (last != null) {
            return last.resourceVersion();
        }
        return call.options().namesVersion() ? call.options().resourceVersion() : null;
    }
}
