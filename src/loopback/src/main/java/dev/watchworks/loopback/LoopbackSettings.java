package dev.watchworks.loopback;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link LoopbackServer} listens on.
 *
 * @param name what threads and errors call the server, such as "apiserver"
 * @param port from 1 to 65535, or 0 for any free port
 * @param authority who vouches for it over TLS, where it speaks HTTP/2 and HTTP/1.1; null for plain HTTP/1.1
 * @param timeouts how long a client may keep a connection without a request
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

    /** Plain HTTP/1.1 on any free port. */
    public static LoopbackSettings http(String name) {
        return new LoopbackSettings(name, 0, null, ConnectionTimeouts.NONE);
    }

    /** HTTP/2 and HTTP/1.1 over TLS 1.3 or 1.2, on any free port. */
    public static LoopbackSettings https(String name, CertificateAuthority authority) {
        return new LoopbackSettings(name, 0, authority, ConnectionTimeouts.NONE);
    }

    /** The same on a port of choice. */
    public LoopbackSettings onPort(int port) {
        return new LoopbackSettings(name, port, authority, timeouts);
    }

    /** The same with timeouts; without them there are none. */
    public LoopbackSettings withTimeouts(ConnectionTimeouts timeouts) {
        return new LoopbackSettings(name, port, authority, timeouts);
    }
}
