package dev.watchworks.apiserver.controllers.runtime;

/** The object has changed since the controller read it, so that the controller has to read it again. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message, null, false, false);
    }
}
