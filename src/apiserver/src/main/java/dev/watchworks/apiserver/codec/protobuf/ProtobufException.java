package dev.watchworks.apiserver.codec.protobuf;

/** A body that claims to be protobuf and cannot be read; the message says why. */
public final class ProtobufException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a body cannot be read. */
    public enum Reason {
        /** The bytes are not a message of the kind that they claim. */
        MALFORMED,
        /** The envelope names a kind whose messages are not known. */
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

    /** Whether the bytes or the kind are at fault. */
    public Reason reason() {
        return reason;
    }
}
