package dev.watchworks.apiserver.endpoints.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes the fields of a protobuf message; empty texts and false flags are left out. */
final class ProtobufMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void text(int number, String text) {
        if (!text.isEmpty()) {
            bytes(number, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void flag(int number, boolean flag) {
        if (flag) {
            varint(number << 3 | VARINT);
            varint(1);
        }
    }

    void message(int number, Consumer<ProtobufMessage> content) {
        ProtobufMessage message = new ProtobufMessage();
        content.accept(message);
        bytes(number, message.bytes());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void bytes(int number, byte[] bytes) {
        varint(number << 3 | LENGTH_DELIMITED);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void varint(int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
