package dev.watchworks.gateway.wire;

/** How an exchange ended. */
public enum Ending {
    /** It goes on. */
    OPEN,
    /** The answer was handed to the client to its end; a client that leaves then has all of it. */
    CLEAN,
    /** The client went away before the end of the answer: it closed the connection, or reset the HTTP/2 stream. */
    RESET_BY_CLIENT,
    /** The cluster broke its answer off, and the client saw it broken off. */
    RESET_BY_CLUSTER,
    /** A fault answered in the cluster's place or ended the answer. */
    FAULT,
    /** The request carried no valid token, or asked for what the gateway never passes on; the cluster never saw it. */
    REFUSED,
    /** The cluster could not be reached: the gateway answered 502 or 503 itself. */
    UNREACHABLE,
    /** The gateway was closed. */
    GATEWAY_CLOSED
}
