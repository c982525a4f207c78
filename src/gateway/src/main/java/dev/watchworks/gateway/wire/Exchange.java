package dev.watchworks.gateway.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response so far. It holds no credentials.
 *
 * @param id from 1, in the order of the requests
 * @param connection number of the client's connection, see {@link WireEvent.ConnectionOpened}
 * @param protocol of that connection
 * @param call the request
 * @param userAgent empty when the client sent none
 * @param requestedAt since the timeline's origin
 * @param answeredAt when the response's headers went to the client; null before
 * @param endedAt when it ended; null while it is open
 * @param status HTTP status code; 0 before the response
 * @param requestBytes bytes of the request body that were forwarded
 * @param responseBytes bytes of the response body that were forwarded
 * @param lines whole lines that were sent, for a watch
 * @param ending how it ended
 * @param detail what failed, in words; empty when nothing failed
 */
public record Exchange(
        long id,
        long connection,
        Protocol protocol,
        ApiCall call,
        String userAgent,
        Duration requestedAt,
        @Nullable Duration answeredAt,
        @Nullable Duration endedAt,
        int status,
        long requestBytes,
        long responseBytes,
        long lines,
        Ending ending,
        String detail) {

    /** Returns whether the response has not ended. */
    public boolean isOpen() {
        return ending == Ending.OPEN;
    }

    /** Returns whether it is a watch whose stream the client is receiving now. */
    public boolean isOpenStream() {
        return isOpen() && call.isWatch() && status == 200;
    }

    Exchange answered(Duration at, int answerStatus) {
        return new Exchange(
                id,
                connection,
                protocol,
                call,
                userAgent,
                requestedAt,
                at,
                endedAt,
                answerStatus,
                requestBytes,
                responseBytes,
                lines,
                ending,
                detail);
    }

    Exchange withLine(int bytes) {
        return new Exchange(
                id,
                connection,
                protocol,
                call,
                userAgent,
                requestedAt,
                answeredAt,
                endedAt,
                status,
                requestBytes,
                responseBytes + bytes,
                lines + 1,
                ending,
                detail);
    }

    Exchange ended(Duration at, Ending how, long sentUp, long sentDown, String why) {
        return new Exchange(
                id,
                connection,
                protocol,
                call,
                userAgent,
                requestedAt,
                answeredAt,
                at,
                status,
                sentUp,
                sentDown,
                lines,
                how,
                why);
    }
}
