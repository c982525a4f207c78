package dev.watchworks.apiserver.meta.selector;

/** A selector that cannot be read, in the words of a real server. */
public final class SelectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SelectorException(String message) {
        super(message, null, false, false);
    }
}
