package dev.watchworks.apiserver.codec.json;

/** A text is not JSON. The message is that of a real server's parser, such as {@code unexpected end of JSON input}. */
public final class InvalidJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    InvalidJsonException(String message) {
        super(message, null, false, false);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
