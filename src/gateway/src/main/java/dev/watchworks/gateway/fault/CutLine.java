package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.util.Arrays;

/**
 * Sends the first half of the next change and breaks the stream off there, so the client gets invalid JSON. The client
 * has not seen this change. It gets the whole change when it resumes from the last version that it saw.
 */
public record CutLine() implements StreamFault {
    @Override
    public String description() {
        return "the connection broke in the middle of a line";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch();
    }

    @Override
    public boolean ready(StreamPosition position) {
        StreamLine next = position.next();
        return next != null && next.isChange();
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        byte[] line = position.nextBytes();
        return new StreamEffect(Arrays.copyOf(line, line.length / 2), StreamEffect.Then.CUT);
    }
}
