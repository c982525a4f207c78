package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import org.jspecify.annotations.Nullable;

/**
 * A place in an answer, between two lines.
 *
 * @param call the request
 * @param isStream whether the answer is a stream of events; a list is none, nor is a watch that was refused
 * @param last the last event with a version that went to the client, null before the first
 * @param next the line that goes to the client next, null when the cluster has not sent it yet
 * @param nextBytes that line with its line feed; empty when there is none
 */
public record StreamPosition(
        ApiCall call,
        boolean isStream,
        @Nullable StreamLine last,
        @Nullable StreamLine next,
        byte[] nextBytes) {

    /**
     * The version up to which the client knows everything: of the last event, or the one it asked for. Null when it
     * can not be told, because the client named none and has got none.
     */
    public @Nullable String resourceVersion() {
        if (last != null) {
            return last.resourceVersion();
        }
        return call.options().namesVersion() ? call.options().resourceVersion() : null;
    }
}
