package dev.watchworks.apiserver.codec.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.watchworks.apiserver.codec.protobuf.MessageType.MessageField;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into the JSON that Go writes for the same objects. Go's protobuf encoder writes every field that is
 * not a pointer; this reader leaves zero values out, except in fields where zero differs from absent.
 */
final class MessageReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageReader() {}

    /** Reads the fields of a message into an object; unknown fields are skipped, as protobuf requires. */
    static void read(MessageType message, ByteBuffer bytes, ObjectNode into) throws ProtobufException {
        WireReader reader = new WireReader(bytes);
        while (reader.hasMore()) {
            int tag = reader.tag();
            MessageField field = message.fields().get(tag >>> 3);
            if (field == null) {
                reader.skip(tag & 7);
            } else {
                readField(field, tag & 7, reader, into);
            }
        }
    }

    private static void readField(MessageField field, int wireType, WireReader reader, ObjectNode into)
            throws ProtobufException {
        if (field.inlined() != null) {
            read(field.inlined(), delimited(field, wireType, reader), into);
            return;
        }
        switch (field.cardinality()) {
            case LIST -> readElements(field, wireType, reader, into.withArrayProperty(field.name()));
            case MAP -> readEntry(field, delimited(field, wireType, reader), into.withObjectProperty(field.name()));
            case ONE -> {
                JsonNode value = value(field.type(), wireType, reader);
                if (value != null && (field.zeroCounts() || !isZero(value))) {
                    into.set(field.name(), value);
                }
            }
        }
    }

    private static void readElements(MessageField field, int wireType, WireReader reader, ArrayNode list)
            throws ProtobufException {
        if (isInteger(field.type()) && wireType == WireReader.DELIMITED) {
            WireReader packed = new WireReader(reader.delimited());
            while (packed.hasMore()) {
                list.add(packed.varint());
            }
            return;
        }
        list.add(ScalarReader.orNull(value(field.type(), wireType, reader)));
    }

    private static void readEntry(MessageField field, ByteBuffer bytes, ObjectNode map) throws ProtobufException {
        WireReader entry = new WireReader(bytes);
        String key = "";
        JsonNode value = null;
        while (entry.hasMore()) {
            int tag = entry.tag();
            switch (tag >>> 3) {
                case 1 -> key = entry.string();
                case 2 -> value = value(field.type(), tag & 7, entry);
                default -> entry.skip(tag & 7);
            }
        }
        map.set(key, value == null ? absent(field.type()) : value);
    }

    private static @Nullable JsonNode value(String type, int wireType, WireReader reader) throws ProtobufException {
        if (isInteger(type)) {
            return LongNode.valueOf(varint(wireType, reader));
        }
        return switch (type) {
            case "bool" -> BooleanNode.valueOf(varint(wireType, reader) != 0);
            case "float64" -> {
                requireType(WireReader.FIXED64, wireType);
                yield DoubleNode.valueOf(reader.fixed64AsDouble());
            }
            default -> delimitedValue(type, wireType, reader);
        };
    }

    private static @Nullable JsonNode delimitedValue(String type, int wireType, WireReader reader)
            throws ProtobufException {
        requireType(WireReader.DELIMITED, wireType);
        ByteBuffer bytes = reader.delimited();
        if (type.equals("string")) {
            return TextNode.valueOf(WireReader.text(bytes));
        }
        if (type.equals("bytes")) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return TextNode.valueOf(Base64.getEncoder().encodeToString(copy));
        }
        if (ScalarReader.isScalar(type)) {
            return ScalarReader.read(type, bytes);
        }
        if (type.startsWith("[]")) {
            return wrappedList(type.substring(2), bytes);
        }
        if (type.startsWith("?")) {
            return alternative(type.substring(1).split(";"), bytes);
        }
        ObjectNode object = JSON.objectNode();
        read(MessageType.of(type), bytes, object);
        return object;
    }

    /** A list as the value of a map: a message with the list in its field 1. */
    private static ArrayNode wrappedList(String type, ByteBuffer bytes) throws ProtobufException {
        ArrayNode list = JSON.arrayNode();
        WireReader reader = new WireReader(bytes);
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag >>> 3 == 1) {
                list.add(ScalarReader.orNull(value(type, tag & 7, reader)));
            } else {
                reader.skip(tag & 7);
            }
        }
        return list;
    }

    /** A message with one of two types: the first type's value in field 1, or the second type's in field 2. */
    private static JsonNode alternative(String[] types, ByteBuffer bytes) throws ProtobufException {
        JsonNode found = JSON.nullNode();
        WireReader reader = new WireReader(bytes);
        while (reader.hasMore()) {
            int tag = reader.tag();
            String type = tag >>> 3 == 1 ? types[0] : types[1];
            if (type.startsWith("[]")) {
                ArrayNode list = found instanceof ArrayNode known ? known : JSON.arrayNode();
                list.add(ScalarReader.orNull(value(type.substring(2), tag & 7, reader)));
                found = list;
            } else {
                JsonNode value = value(type, tag & 7, reader);
                // A schema has the flag of the alternative set as well.
                found = found.isObject() ? found : ScalarReader.orNull(value);
            }
        }
        return found;
    }

    private static boolean isInteger(String type) {
        return switch (type) {
            case "int", "int32", "int64", "uint64" -> true;
            default -> false;
        };
    }

    private static ByteBuffer delimited(MessageField field, int wireType, WireReader reader) throws ProtobufException {
        if (wireType != WireReader.DELIMITED) {
            throw ProtobufException.malformed("wrong wireType = " + wireType + " for field " + field.name());
        }
        return reader.delimited();
    }

    private static long varint(int wireType, WireReader reader) throws ProtobufException {
        requireType(WireReader.VARINT, wireType);
        return reader.varint();
    }

    private static void requireType(int expected, int found) throws ProtobufException {
        if (expected != found) {
            throw ProtobufException.malformed("wrong wireType = " + found);
        }
    }

    private static JsonNode absent(String type) {
        return switch (type) {
            case "string", "bytes" -> TextNode.valueOf("");
            case "quantity" -> TextNode.valueOf("0");
            default -> JSON.objectNode();
        };
    }

    private static boolean isZero(JsonNode value) {
        return (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isLong() && value.longValue() == 0);
    }
}
