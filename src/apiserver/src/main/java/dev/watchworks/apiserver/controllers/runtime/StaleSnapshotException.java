package dev.watchworks.apiserver.controllers.runtime;

/** A loop decided on a state of an object that is no longer the latest: it has to look again. */
public final class StaleSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleSnapshotException(String message) {
        super(message, null, false, false);
    }
}
