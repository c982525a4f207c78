package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Ends a watch because its version is too old, as the API server does: status 200, one ERROR event whose object is a
 * Status with code 410 and reason Expired, then a complete end. The client has to list again. If the watch has no
 * resourceVersion, the fault waits until the first event provides one.
 */
public record GoneEvent() implements StreamFault {
    @Override
    public String description() {
        return "the watch got 410 Gone: its version is too old";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch();
    }

    @Override
    public boolean ready(StreamPosition position) {
        return position.isStream() && position.resourceVersion() != null;
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        String line =
                "{\"type\":\"ERROR\",\"object\":" + body(Objects.requireNonNull(position.resourceVersion())) + "}\n";
        return new StreamEffect(line.getBytes(StandardCharsets.UTF_8), StreamEffect.Then.END);
    }

    static String body(String resourceVersion) {
        return StatusBody.of(
                410, "Expired", "too old resource version: " + resourceVersion + " (" + oldest(resourceVersion) + ")");
    }

    /** Returns the oldest version that the message names: the next one, the lowest that makes the message true. */
    private static String oldest(String resourceVersion) {
        try {
            return new BigInteger(resourceVersion).add(BigInteger.ONE).toString();
        } catch (NumberFormatException e) {
            return resourceVersion;
        }
    }
}
