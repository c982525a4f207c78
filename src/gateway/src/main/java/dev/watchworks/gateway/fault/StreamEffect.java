package dev.watchworks.gateway.fault;

/**
 * What a fault does to a stream.
 *
 * @param bytes sent first; may be empty
 * @param then what follows them
 */
public record StreamEffect(byte[] bytes, Then then) {
    private static final byte[] NOTHING = {};

    /** Sends nothing and goes on as said. */
    public static StreamEffect of(Then then) {
        return new StreamEffect(NOTHING, then);
    }

    /** How a stream goes on after a strike. In all but the first case the cluster's stream is cancelled. */
    public enum Then {
        /** As if nothing had been: the next line is the cluster's. */
        CONTINUE,
        /** The answer ends as a complete one does: END_STREAM in HTTP/2, the last chunk in HTTP/1.1. */
        END,
        /** RST_STREAM in HTTP/2; in HTTP/1.1 the connection is reset, and what the client has not read may be lost. */
        RESET,
        /**
         * RST_STREAM in HTTP/2; in HTTP/1.1 the connection is closed without the last chunk, so that all that was
         * sent arrives.
         */
        CUT
    }
}
