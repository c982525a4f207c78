package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.codec.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The cells of a custom resource's printer column: the value at a path, in the form of the column's type. */
public final class PrinterColumn {
    private PrinterColumn() {}

    /**
     * The cell of a column.
     *
     * @param path such as {@code .spec.replicas}
     * @param type {@code integer}, {@code number}, {@code string}, {@code boolean} or {@code date}
     * @throws IllegalArgumentException when the path cannot be read
     */
    public static CellExpression cell(String path, String type) {
        JsonPath parsed = JsonPath.parse(path);
        return (object, now) -> {
            List<JsonNode> found = parsed.findAll(object);
            return found.isEmpty() ? NullNode.getInstance() : cell(found.get(0), type, now);
        };
    }

    private static JsonNode cell(JsonNode value, String type, Instant now) {
        return switch (type) {
            case "string" -> text(value);
            case "integer" -> value.isNumber() ? LongNode.valueOf(value.longValue()) : NullNode.getInstance();
            case "number" -> value.isNumber() ? value : NullNode.getInstance();
            case "boolean" -> value.isBoolean() ? value : NullNode.getInstance();
            case "date" -> value.isTextual() ? Json.text(date(value.textValue(), now)) : NullNode.getInstance();
            default -> NullNode.getInstance();
        };
    }

    private static JsonNode text(JsonNode value) {
        if (value.isContainerNode()) {
            return Json.text(new String(Json.write(CanonicalJson.of(value)), StandardCharsets.UTF_8));
        }
        return value.isNull() ? Json.text("") : Json.text(value.asText());
    }

    private static String date(String time, Instant now) {
        if (time.isEmpty()) {
            return "<unknown>";
        }
        try {
            return HumanDuration.since(OffsetDateTime.parse(time).toInstant().toString(), now);
        } catch (DateTimeException unreadable) {
            return "<invalid>";
        }
    }
}
