package dev.watchworks.gateway.fault;

/** A fault of the gateway's listening socket. It lasts until it is lifted. */
public sealed interface ListeningSocketFault extends Fault permits RefuseConnections {

    /** Is called when the fault strikes. */
    void strike(ListeningSocket socket);

    /** Is called when the fault is lifted, if it has struck. */
    default void lift(ListeningSocket socket) {
        socket.acceptConnections();
    }

    /** The gateway's listening socket. */
    interface ListeningSocket {
        /** Refuses new connections, and keeps the port for {@link #acceptConnections()}. */
        void refuseConnections();

        /** Resets all open connections. */
        void resetConnections();

        /** Accepts connections again, on the same port. It has no effect when connections are accepted already. */
        void acceptConnections();
    }
}
