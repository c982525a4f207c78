package dev.watchworks.gateway.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the fields of a watch event that a timeline keeps, without building the object. */
public final class StreamLineParser {
    private static final JsonFactory JSON = new JsonFactory();

    private StreamLineParser() {}

    /**
     * Reads one line with its line feed. The index is 0 for now. The fields are empty when the line is not an event in
     * JSON.
     */
    public static StreamLine parse(byte[] line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readFields(parser, "", fields);
            }
        } catch (IOException e) {
            fields.clear();
        }
        return new StreamLine(
                0,
                fields.getOrDefault("type", ""),
                fields.getOrDefault("object.apiVersion", ""),
                fields.getOrDefault("object.kind", ""),
                fields.getOrDefault("object.metadata.namespace", ""),
                fields.getOrDefault("object.metadata.name", ""),
                fields.getOrDefault("object.metadata.resourceVersion", ""),
                line.length,
                text(line));
    }

    private static void readFields(JsonParser parser, String path, Map<String, String> fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = path + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && (name.equals("object") || name.equals("object.metadata"))) {
                readFields(parser, name + ".", fields);
            } else if (value == JsonToken.VALUE_STRING) {
                fields.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String text(byte[] line) {
        int length = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        String whole = new String(line, 0, Math.min(length, 4 * WireLog.TEXT_LIMIT), StandardCharsets.UTF_8);
        return whole.length() > WireLog.TEXT_LIMIT ? whole.substring(0, WireLog.TEXT_LIMIT) : whole;
    }
}
