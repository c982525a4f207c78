package dev.watchworks.gateway.wire;

/** How an exchange ended. */
public enum Ending {
    /** It has not ended. */
    OPEN,
    /** The client was sent the whole response. A client that disconnects after that has all of it. */
    CLEAN,
    /** The client closed the connection or reset the HTTP/2 stream before the end of the response. */
    RESET_BY_CLIENT,
    /** The cluster broke its response off, so the gateway broke it off for the client too. */
    RESET_BY_CLUSTER,
    /** A fault answered in place of the cluster, or ended the response. */
    FAULT,
    /** The gateway refused the request: it had no valid token, or asked for impersonation. The cluster never got it. */
    REFUSED,
    /** The cluster could not be reached, so the gateway answered 502 or 503. */
    UNREACHABLE,
    /** The gateway was closed. */
    GATEWAY_CLOSED
}
