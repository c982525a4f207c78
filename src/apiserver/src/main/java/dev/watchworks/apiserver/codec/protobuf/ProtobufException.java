package dev.watchworks.apiserver.codec.protobuf;

/** A body of the protobuf media type cannot be decoded. The message gives the reason. */
public final class ProtobufException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Reasons why a body cannot be decoded. */
    public enum Reason {
        /** The bytes are not a message of the kind in the envelope. */
        MALFORMED,
        /** The server does not know the messages of the kind in the envelope. */
        UNKNOWN_KIND
    }

    private final Reason reason;

    ProtobufException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static ProtobufException malformed(String message) {
        return new ProtobufException(Reason.MALFORMED, message);
    }

    /** The reason for this exception. */
    public Reason reason() {
        return reason;
    }
}
