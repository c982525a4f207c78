package dev.watchworks.apiserver.codec.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads one message's fields from protobuf's wire format; every read stays inside the message. */
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int DELIMITED = 2;
    static final int FIXED32 = 5;

    /** The bytes of a 64-bit number, seven bits each. */
    private static final int LONGEST_VARINT = 10;

    private final ByteBuffer bytes;

    WireReader(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    /** The next field's number and wire type, as {@code number << 3 | type}. */
    int tag() throws ProtobufException {
        long tag = varint();
        if (tag <= 7 || tag > Integer.MAX_VALUE) {
            throw ProtobufException.malformed("illegal tag " + tag);
        }
        return (int) tag;
    }

    long varint() throws ProtobufException {
        long value = 0;
        for (int count = 0; count < LONGEST_VARINT; count++) {
            require(1);
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << (7 * count);
            if (next >= 0) {
                return value;
            }
        }
        throw ProtobufException.malformed("a number is longer than " + LONGEST_VARINT + " bytes");
    }

    double fixed64AsDouble() throws ProtobufException {
        require(Double.BYTES);
        return bytes.getDouble();
    }

    /** The bytes of a string, of bytes or of a message inside this one. */
    ByteBuffer delimited() throws ProtobufException {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw ProtobufException.malformed("unexpected EOF");
        }
        ByteBuffer slice = bytes.slice().limit((int) length);
        bytes.position(bytes.position() + (int) length);
        return slice;
    }

    String string() throws ProtobufException {
        return text(delimited());
    }

    static String text(ByteBuffer bytes) throws ProtobufException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw ProtobufException.malformed("a string is not UTF-8");
        }
    }

    void skip(int wireType) throws ProtobufException {
        switch (wireType) {
            case VARINT -> varint();
            case DELIMITED -> delimited();
            case FIXED64 -> advance(Long.BYTES);
            case FIXED32 -> advance(Integer.BYTES);
            default -> throw ProtobufException.malformed("illegal wireType " + wireType);
        }
    }

    private void advance(int count) throws ProtobufException {
        require(count);
        bytes.position(bytes.position() + count);
    }

    private void require(int count) throws ProtobufException {
        if (bytes.remaining() < count) {
            throw ProtobufException.malformed("unexpected EOF");
        }
    }
}
