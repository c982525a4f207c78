package dev.watchworks.loopback;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The part of the Distinguished Encoding Rules (X.690) that certificates and private keys need. */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(SET, parts);
    }

    static byte[] octetString(byte[] value) {
        return tagged(OCTET_STRING, value);
    }

    static byte[] bitString(int unusedBits, byte[] value) {
        return tagged(BIT_STRING, new byte[] {(byte) unusedBits}, value);
    }

    static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    static byte[] booleanTrue() {
        return tagged(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] nullValue() {
        return tagged(NULL);
    }

    static byte[] utf8String(String text) {
        return tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 5280, 4.1.2.5: two digits for the year until 2049, four from 2050. */
    static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        boolean isShort = time.getYear() < 2050;
        String text = DateTimeFormatter.ofPattern(isShort ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
                .format(time);
        return tagged(isShort ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] objectIdentifier(int... arcs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    out.write(((arcs[i] >>> shift) & 0x7f) | 0x80);
                }
            }
            out.write(arcs[i] & 0x7f);
        }
        return tagged(OBJECT_IDENTIFIER, out.toByteArray());
    }

    static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        writeLength(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write(length >>> shift);
        }
    }

    /**
     * Returns the content of an element.
     *
     * @throws IllegalArgumentException when the element is malformed
     */
    static byte[] content(byte[] element) {
        if (element.length == 0) {
            throw malformed();
        }
        return readContent(ByteBuffer.wrap(element, 1, element.length - 1));
    }

    /**
     * Returns the content of the first element with a tag, among elements that follow each other, or null.
     *
     * @throws IllegalArgumentException when an element before it is malformed
     */
    static byte @Nullable [] find(byte[] elements, int tag) {
        ByteBuffer in = ByteBuffer.wrap(elements);
        while (in.hasRemaining()) {
            int found = in.get() & 0xff;
            byte[] content = readContent(in);
            if (found == tag) {
                return content;
            }
        }
        return null;
    }

    private static byte[] readContent(ByteBuffer in) {
        try {
            int length = in.get() & 0xff;
            if (length >= 0x80) {
                int bytes = length & 0x7f;
                length = 0;
                for (int left = bytes; left > 0; left--) {
                    length = (length << 8) | (in.get() & 0xff);
                }
            }
            if (length < 0 || length > in.remaining()) {
                throw malformed();
            }
            byte[] content = new byte[length];
            in.get(content);
            return content;
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a DER element is cut off or malformed");
    }
}
