package dev.watchworks.apiserver.apiextensions.cel;

/** An expression does not compile; the message lists its errors as cel-go does. */
final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidExpressionException(String message) {
        super(message, null, false, false);
    }
}
