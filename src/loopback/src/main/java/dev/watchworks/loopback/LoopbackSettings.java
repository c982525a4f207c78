package dev.watchworks.loopback;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link LoopbackServer} listens.
 *
 * @param name the server's name in threads and errors, such as "apiserver"
 * @param port from 1 to 65535, or 0 for any free port
 * @param authority signs the server's certificate; null for plain HTTP/1.1 without TLS
 * @param timeouts how long a client may keep a connection that it does not use
 */
public record LoopbackSettings(
        String name, int port, @Nullable CertificateAuthority authority, ConnectionTimeouts timeouts) {
    private static final int HIGHEST_PORT = 65_535;

    public LoopbackSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A server needs a name, for its threads and its errors");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port is from 0 (any) to " + HIGHEST_PORT + ", not " + port);
        }
    }

    /** Returns settings for plain HTTP/1.1 on any free port. */
    public static LoopbackSettings http(String name) {
        return new LoopbackSettings(name, 0, null, ConnectionTimeouts.NONE);
    }

    /** Returns settings for HTTP/2 and HTTP/1.1 over TLS 1.3 or 1.2, on any free port. */
    public static LoopbackSettings https(String name, CertificateAuthority authority) {
        return new LoopbackSettings(name, 0, authority, ConnectionTimeouts.NONE);
    }

    /** Returns the same settings with this port. */
    public LoopbackSettings onPort(int port) {
        return new LoopbackSettings(name, port, authority, timeouts);
    }

    /** Returns the same settings with these timeouts. */
    public LoopbackSettings withTimeouts(ConnectionTimeouts timeouts) {
        return new LoopbackSettings(name, port, authority, timeouts);
    }
}
