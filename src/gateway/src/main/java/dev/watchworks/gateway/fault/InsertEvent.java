package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.nio.charset.StandardCharsets;

/**
 * Sends one event of the test's own, between two events of the cluster. Tests use it for events that a cluster cannot be
 * made to send on request: a version of another length, an unknown type, a thousand events at once.
 *
 * @param type such as {@code ADDED}
 * @param object the object as JSON in one line
 */
public record InsertEvent(String type, String object) implements StreamFault {

    /** Throws IllegalArgumentException when the object has several lines, because an event is one line. */
    public InsertEvent {
        if (object.contains("\n")) {
            throw new IllegalArgumentException("an event is one line, but its object has several: " + object);
        }
    }

    @Override
    public String description() {
        return "an event " + type + " was sent";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch();
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        String line = "{\"type\":" + StatusBody.quoted(type) + ",\"object\":" + object + "}\n";
        return new StreamEffect(line.getBytes(StandardCharsets.UTF_8), StreamEffect.Then.CONTINUE);
    }
}
