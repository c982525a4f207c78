package dev.watchworks.gateway.fault;

/** A fault of the gateway's door, the socket on which it listens; it lasts until it is lifted. */
public sealed interface DoorFault extends Fault permits RefuseConnections {

    /** Called when the fault strikes. */
    void strike(Door door);

    /** Called when it is lifted, if it had struck. */
    default void lift(Door door) {
        door.open();
    }

    /** The gateway's listening socket. */
    interface Door {
        /** Refuses new connections and keeps the port, so that {@link #open()} finds it free. */
        void shut();

        /** Resets every open connection, whatever goes on there. */
        void dropConnections();

        /** Accepts connections again, on the same port; no effect when it is open. */
        void open();
    }
}
