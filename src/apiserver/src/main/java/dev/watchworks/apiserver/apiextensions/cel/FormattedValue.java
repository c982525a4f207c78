package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.watchworks.apiserver.golang.GoFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the values of expressions as cel-go does. */
final class FormattedValue {

    private FormattedValue() {}

    static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(FormattedValue::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> literal(entry.getKey()) + ":" + literal(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            return GoFormat.decimal(number);
        }
        if (value instanceof Duration duration) {
            BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                    .add(BigDecimal.valueOf(duration.getNano(), 9))
                    .stripTrailingZeros();
            return (seconds.signum() == 0 ? "0" : seconds.toPlainString()) + "s";
        }
        if (value instanceof CelByteString bytes) {
            return bytes.toStringUtf8();
        }
        if (value instanceof TypeType type) {
            return type.containingTypeName();
        }
        return value instanceof NullValue ? "null" : String.valueOf(value);
    }

    /** The value as an expression would write it, inside a list or map. */
    private static String literal(Object value) {
        if (value instanceof String text) {
            return GoFormat.quoted(text);
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.6f", number);
        }
        if (value instanceof Instant) {
            return "timestamp(" + GoFormat.quoted(text(value)) + ")";
        }
        return value instanceof Duration ? "duration(" + GoFormat.quoted(text(value)) + ")" : text(value);
    }

    static String typeName(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof List) {
            return "list";
        }
        return value instanceof Map ? "map" : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
