package dev.watchworks.gateway.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The little of DER, X.690, that it takes to wrap a private key into PKCS#8. */
final class Der {
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    static byte[] octetString(byte[] content) {
        return element(OCTET_STRING, content);
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        writeLength(element, content.size());
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
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
     * The content of the first element with a tag inside a sequence.
     *
     * @throws IllegalArgumentException when the sequence is malformed or has none
     */
    static byte[] find(byte[] sequence, int tag) {
        ByteBuffer in = ByteBuffer.wrap(sequence);
        try {
            in.get();
            readLength(in);
            while (in.hasRemaining()) {
                int found = in.get() & 0xff;
                byte[] content = new byte[readLength(in)];
                in.get(content);
                if (found == tag) {
                    return content;
                }
            }
        } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("the key is cut off or malformed", e);
        }
        throw new IllegalArgumentException("the key does not name its curve");
    }

    private static int readLength(ByteBuffer in) {
        int first = in.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int left = first & 0x7f; left > 0; left--) {
            length = (length << 8) | (in.get() & 0xff);
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("the key is cut off or malformed");
        }
        return length;
    }
}
