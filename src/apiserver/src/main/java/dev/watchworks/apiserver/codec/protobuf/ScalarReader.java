package dev.watchworks.apiserver.codec.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.Timestamps;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages whose JSON is one value: quantities, times, IntOrString, and JSON carried as bytes. */
final class ScalarReader {
    /** Go's zero time, in the year 1, means that no time is set. */
    private static final long GO_ZERO_SECONDS = -62_135_596_800L;

    private ScalarReader() {}

    static boolean isScalar(String type) {
        return switch (type) {
            case "time", "microtime", "raw", "json", "quantity", "intstr" -> true;
            default -> false;
        };
    }

    /** The JSON of a scalar, or null when the message means an absent value. */
    static @Nullable JsonNode read(String type, ByteBuffer bytes) throws ProtobufException {
        WireReader reader = new WireReader(bytes);
        return switch (type) {
            case "time", "microtime" -> time(type, reader);
            case "raw", "json" -> json(reader);
            case "quantity" -> TextNode.valueOf(Objects.requireNonNullElse(text(reader), "0"));
            default -> intOrString(reader);
        };
    }

    private static @Nullable JsonNode time(String type, WireReader reader) throws ProtobufException {
        if (!reader.hasMore()) {
            return null;
        }
        long seconds = 0;
        long nanos = 0;
        while (reader.hasMore()) {
            switch (reader.tag()) {
                case 1 << 3 -> seconds = reader.varint();
                case 2 << 3 -> nanos = reader.varint();
                default -> throw ProtobufException.malformed("a time has seconds and nanos only");
            }
        }
        if (seconds == GO_ZERO_SECONDS) {
            return null;
        }
        try {
            Instant time = Instant.ofEpochSecond(seconds, nanos);
            return TextNode.valueOf(type.equals("time") ? Timestamps.seconds(time) : Timestamps.micros(time));
        } catch (DateTimeException | ArithmeticException beyond) {
            throw ProtobufException.malformed("a time is out of range");
        }
    }

    private static @Nullable JsonNode json(WireReader reader) throws ProtobufException {
        String text = text(reader);
        try {
            return text == null ? null : Json.read(text);
        } catch (InvalidJsonException malformed) {
            throw ProtobufException.malformed("raw JSON cannot be read");
        }
    }

    /** The text in field 1, or null when the message does not have the field. */
    private static @Nullable String text(WireReader reader) throws ProtobufException {
        String text = null;
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == (1 << 3 | WireReader.DELIMITED)) {
                text = reader.string();
            } else {
                reader.skip(tag & 7);
            }
        }
        return text;
    }

    private static JsonNode intOrString(WireReader reader) throws ProtobufException {
        boolean isString = false;
        int number = 0;
        String string = "";
        while (reader.hasMore()) {
            int tag = reader.tag();
            switch (tag) {
                case 1 << 3 -> isString = reader.varint() == 1;
                case 2 << 3 -> number = (int) reader.varint();
                case 3 << 3 | WireReader.DELIMITED -> string = reader.string();
                default -> reader.skip(tag & 7);
            }
        }
        return isString ? TextNode.valueOf(string) : IntNode.valueOf(number);
    }

    /** The value, or a JSON null where JSON needs a value, such as in a list. */
    static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? NullNode.getInstance() : value;
    }
}
