package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.nio.charset.StandardCharsets;

/**
 * Ends a watch with an ERROR event, as the API server does when a watch fails after its response has begun: status 200,
 * one ERROR event whose object is a Status, then a complete end. {@link GoneEvent} is the most frequent one.
 *
 * @param code the code of the Status, such as 500
 * @param reason the reason of the Status, such as {@code InternalError}
 * @param message the message of the Status
 */
public record ErrorEvent(int code, String reason, String message) implements StreamFault {

    /** Returns the 410 of a server whose storage has lost the version; it has other words than {@link GoneEvent}. */
    public static ErrorEvent compacted() {
        return new ErrorEvent(410, "Expired", "The resourceVersion for the provided watch is too old.");
    }

    @Override
    public String description() {
        return "the watch ended with an ERROR event: " + message;
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch();
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        String line = "{\"type\":\"ERROR\",\"object\":" + StatusBody.of(code, reason, message) + "}\n";
        return new StreamEffect(line.getBytes(StandardCharsets.UTF_8), StreamEffect.Then.END);
    }
}
