package dev.watchworks.gateway.fault;

/** A fault of the gateway's socket, the socket on which it listens; it lasts until it is lifted. */
public sealed interface ListeningSocketFault extends Fault permits RefuseConnections {

    /** Called when the fault strikes. */
    void strike(ListeningSocket socket);

    /** Called when it is lifted, if it had struck. */
    default void lift(ListeningSocket socket) {
        socket.acceptConnections();
    }

    /** The gateway's listening socket. */
    interface ListeningSocket {
        /** Refuses new connections and keeps the port, so that {@link #acceptConnections()} finds it free. */
        void refuseConnections();

        /** Resets every open connection, whatever goes on there. */
        void resetConnections();

        /** Accepts connections again, on the same port; no effect when it is open. */
        void acceptConnections();
    }
}
