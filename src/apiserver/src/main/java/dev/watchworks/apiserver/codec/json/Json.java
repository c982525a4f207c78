package dev.watchworks.apiserver.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes trees without an ObjectMapper, whose first use takes 0.1 seconds in a cold JVM. Numbers keep
 * their digits. When an object has a member twice, the last one counts, as on a real server.
 */
public final class Json {
    /** The deepest nesting that is read. Code that visits a tree recurses, and no API object is nested so deeply. */
    public static final int MAXIMUM_DEPTH = 500;

    /** The longest string that is read; the HTTP server rejects bodies of more than 3 MiB, as a real server does. */
    private static final int MAXIMUM_TEXT = 16 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxStringLength(MAXIMUM_TEXT)
                    .build())
            .build();
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private Json() {}

    /** A new object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A new list. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** A text. */
    public static JsonNode text(String value) {
        return NODES.textNode(value);
    }

    /** Puts a text, unless it is empty. */
    public static void putUnlessEmpty(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }

    /** Puts a list of texts. */
    public static void putStrings(ObjectNode object, String name, List<String> texts) {
        ArrayNode list = object.putArray(name);
        texts.forEach(list::add);
    }

    /** Puts a list of texts, unless it is empty. */
    public static void putStringsUnlessEmpty(ObjectNode object, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            putStrings(object, name, texts);
        }
    }

    /**
     * A parsed text.
     *
     * @param duplicateFields paths of members that occur more than once in an object, such as {@code
     *     spec.containers[0].name}, in order
     */
    public record Parsed(JsonNode value, List<String> duplicateFields) {}

    /**
     * Reads one JSON value and finds its duplicate fields, in one pass.
     *
     * @throws InvalidJsonException when the text is not one JSON value
     */
    public static Parsed parse(byte[] text) {
        RequestMetrics.BODY_PARSES.increment();
        return parseText(text);
    }

    /**
     * Reads one JSON value.
     *
     * @throws InvalidJsonException when the text is not one JSON value
     */
    public static JsonNode read(byte[] text) {
        return parse(text).value();
    }

    /** Reads one JSON value from a text that is not a request's body; throws as {@link #read(byte[])} does. */
    public static JsonNode read(String text) {
        return parseText(text.getBytes(StandardCharsets.UTF_8)).value();
    }

    private static Parsed parseText(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new InvalidJsonException(JsonSyntax.END);
            }
            Parsed parsed = new TreeReader(parser).read();
            if (parser.nextToken() != null) {
                throw new InvalidJsonException(JsonSyntax.explain(text, "invalid JSON"));
            }
            return parsed;
        } catch (IOException refused) {
            throw new InvalidJsonException(JsonSyntax.explain(text, firstLine(refused)));
        }
    }

    /** Writes a tree in UTF-8 without blanks. */
    public static byte[] write(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(value, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String firstLine(IOException refused) {
        String message = String.valueOf(refused.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Iterator<Map.Entry<String, JsonNode>> members = value.fields(); members.hasNext(); ) {
                    Map.Entry<String, JsonNode> member = members.next();
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode item : value) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case NUMBER -> number(value, generator);
            default -> generator.writeNull();
        }
    }

    private static void number(JsonNode value, JsonGenerator generator) throws IOException {
        if (value.isInt() || value.isLong() || value.isShort()) {
            generator.writeNumber(value.longValue());
        } else if (value.isBigInteger()) {
            generator.writeNumber(value.bigIntegerValue());
        } else if (value.isBigDecimal()) {
            generator.writeNumber(value.decimalValue());
        } else {
            generator.writeNumber(value.doubleValue());
        }
    }
}
