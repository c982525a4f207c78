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
public record Patience(Duration firstRequest, Duration idle) {
    /** Nobody is hung up on. */
    public static final Patience ENDLESS = new Patience(Duration.ZERO, Duration.ZERO);

    public Patience {
        if (firstRequest.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "Patience lasts for a while, or for ever if it is zero, not " + firstRequest + " and " + idle);
        }
    }
}
