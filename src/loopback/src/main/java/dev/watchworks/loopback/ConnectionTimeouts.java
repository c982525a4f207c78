package dev.watchworks.loopback;

import java.time.Duration;

/**
 * How long a client may keep a connection for which it has no use. Whoever is not done by then is hung up on.
 *
 * @param firstRequest from the connection to the end of the first request's headers, however slowly they trickle in; zero
 *     for ever
 * @param idle between requests, and between the bytes of one; a handler whose answer may be quiet for longer says so by
 *     {@code Request.addIdleTimeoutListener}; zero for ever
 */
public record ConnectionTimeouts(Duration firstRequest, Duration idle) {
    /** Nobody is hung up on. */
    public static final ConnectionTimeouts NONE = new ConnectionTimeouts(Duration.ZERO, Duration.ZERO);

    public ConnectionTimeouts {
        if (firstRequest.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "A timeout is zero for none, or longer, not " + firstRequest + " and " + idle);
        }
    }
}
