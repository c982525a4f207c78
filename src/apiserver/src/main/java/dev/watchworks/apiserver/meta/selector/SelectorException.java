package dev.watchworks.apiserver.meta.selector;

/** A malformed selector, with the real server's message. */
public final class SelectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SelectorException(String message) {
        super(message, null, false, false);
    }
}
