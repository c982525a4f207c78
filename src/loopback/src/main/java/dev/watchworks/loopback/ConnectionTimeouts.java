package dev.watchworks.loopback;

import java.time.Duration;

/**
 * How long a client may keep a connection that it does not use. Then the server closes the connection.
 *
 * @param firstRequest from the connection to the end of the first request's headers; zero for no limit
 * @param idle between two requests, and between the bytes of one request; zero for no limit. A handler whose response
 *     may be quiet for longer adds a {@code Request.addIdleTimeoutListener}
 */
public record ConnectionTimeouts(Duration firstRequest, Duration idle) {
    /** No limits: the server closes no connection. */
    public static final ConnectionTimeouts NONE = new ConnectionTimeouts(Duration.ZERO, Duration.ZERO);

    public ConnectionTimeouts {
        if (firstRequest.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "A timeout is zero for none, or longer, not " + firstRequest + " and " + idle);
        }
    }
}
