package dev.watchworks.cli;

import java.io.Serial;

/** Ends a command with a message that says what happened, why, and what to do next. Nothing else is printed. */
final class CommandException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
