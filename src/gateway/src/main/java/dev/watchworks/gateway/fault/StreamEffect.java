package dev.watchworks.gateway.fault;

/**
 * The effect of a fault on a stream.
 *
 * @param bytes what is sent first; may be empty
 * @param then how the stream continues after them
 */
public record StreamEffect(byte[] bytes, Then then) {
    private static final byte[] NOTHING = {};

    /** Returns an effect that sends nothing. */
    public static StreamEffect of(Then then) {
        return new StreamEffect(NOTHING, then);
    }

    /** How a stream continues after a fault. Except with {@link #CONTINUE}, the cluster's stream is cancelled. */
    public enum Then {
        /** The next line is the cluster's. */
        CONTINUE,
        /** The response ends completely: END_STREAM in HTTP/2, the last chunk in HTTP/1.1. */
        END,
        /**
         * RST_STREAM in HTTP/2. In HTTP/1.1 the connection is reset, and bytes that the client has not read may be
         * lost.
         */
        RESET,
        /**
         * RST_STREAM in HTTP/2. In HTTP/1.1 the connection is closed without the last chunk, and all bytes that were
         * sent arrive.
         */
        CUT
    }
}
