package dev.watchworks.cli;

import java.io.Serial;

/** A command cannot be carried out; the message says what, why and what to do next, and is all that is printed. */
final class CommandException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
