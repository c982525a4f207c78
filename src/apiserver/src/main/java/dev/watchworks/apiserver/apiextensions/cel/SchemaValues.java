package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.watchworks.apiserver.apiextensions.schema.DurationFormat;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows JSON to expressions, with the types of its schema (apiserver's {@code common.UnstructuredToVal}). */
final class SchemaValues {

    private SchemaValues() {}

    /** The value; an unknown one stays JSON, and can only be compared. */
    static Object of(JsonNode value, @Nullable StructuralSchema schema) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (schema == null) {
            return value;
        }
        if (schema.extensions().intOrString()) {
            return value.isTextual() ? value.textValue() : (Object) value.longValue();
        }
        return switch (schema.type()) {
            case "object" -> new ObjectView(value, schema, schema.extensions().embeddedResource());
            case "array" -> new ListView(value, schema);
            case "string" -> text(value.asText(), schema.validation().format());
            case "boolean" -> value.booleanValue();
            case "number" -> value.doubleValue();
            case "integer" -> value.longValue();
            default -> value;
        };
    }

    private static Object text(String text, String format) {
        return switch (format) {
            case "duration" -> {
                Object duration = DurationFormat.parse(text);
                yield duration == null ? text : duration;
            }
            case "date", "date-time" -> time(text);
            case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
            default -> text;
        };
    }

    private static Object time(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (upper.indexOf('T') < 0) {
                return LocalDate.parse(upper).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasZone = upper.endsWith("Z") || upper.matches(".*[+-]\\d\\d:\\d\\d");
            return hasZone
                    ? OffsetDateTime.parse(upper).toInstant()
                    : LocalDateTime.parse(upper).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            return Instant.EPOCH;
        }
    }
}
