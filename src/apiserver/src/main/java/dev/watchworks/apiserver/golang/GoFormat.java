package dev.watchworks.apiserver.golang;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Formats values as Go's fmt and strconv packages do, for the real server's messages. */
public final class GoFormat {
    /** The character types that Go escapes. U+0020 is the only space that Go prints. */
    private static final Set<Byte> UNPRINTABLE = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    private static final String NAMED = "\007\b\f\n\r\t\013\\\"";
    private static final String NAMES = "abfnrtv\\\"";

    /** From this power of ten on, {@code %g} writes an exponent. */
    private static final int EXPONENT_FROM = 6;

    private GoFormat() {}

    /** Formats JSON as {@code %v} does, such as {@code map[image:x]}. */
    public static String of(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(" ", "map[", "]");
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> members.add(name + ":" + of(value.get(name))));
            return members.toString();
        }
        if (value.isArray()) {
            return of((Iterable<JsonNode>) value);
        }
        return value.isNull() ? "<nil>" : value.asText();
    }

    /** Formats a list as {@code %v} does. */
    public static String of(Iterable<JsonNode> list) {
        StringJoiner items = new StringJoiner(" ", "[", "]");
        list.forEach(item -> items.add(of(item)));
        return items.toString();
    }

    /** Whether a character is printed without an escape: {@code unicode.IsPrint}. */
    public static boolean isPrintable(int character) {
        return character == ' ' || !UNPRINTABLE.contains((byte) Character.getType(character));
    }

    /** The text in double quotes, with escapes for characters that are not printable. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            int named = NAMED.indexOf(character);
            if (named >= 0) {
                quoted.append('\\').append(NAMES.charAt(named));
            } else if (isPrintable(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(Locale.ROOT, escape(character), character));
            }
        });
        return quoted.append('"').toString();
    }

    private static String escape(int character) {
        if (character < 0x80) {
            return "\\x%02x";
        }
        return character < 0x10000 ? "\\u%04x" : "\\U%08x";
    }

    /** The name of a value's JSON type, as {@code encoding/json} writes it in its errors. */
    public static String jsonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "null";
        };
    }

    /** Formats JSON as {@code %#v} does, such as {@code map[string]interface {}{"image":"x"}}. */
    public static String syntax(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(", ", "map[string]interface {}{", "}");
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> members.add(quoted(name) + ":" + syntax(value.get(name))));
            return members.toString();
        }
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(", ", "[]interface {}{", "}");
            value.forEach(item -> items.add(syntax(item)));
            return items.toString();
        }
        if (value.isNull()) {
            return "interface {}(nil)";
        }
        return value.isTextual() ? quoted(value.textValue()) : value.asText();
    }

    /** The name of the Go type that holds a JSON value, as {@code %T} prints it. */
    public static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case BOOLEAN -> "bool";
            default -> "<nil>";
        };
    }

    /** Formats a duration in whole milliseconds, such as {@code 1m2.5s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        String seconds =
                String.format(Locale.ROOT, "%.3f", (millis % 60_000) / 1000.0).replaceAll("\\.?0+$", "");
        return (millis >= 60_000 ? millis / 60_000 + "m" : "") + seconds + "s";
    }

    /** Formats the value of a field error, as the {@code field} package of apimachinery does. */
    public static String badValue(JsonNode value) {
        if (value.isTextual()) {
            return quoted(value.textValue());
        }
        return value.isNumber() ? number(value) : GoJson.marshal(value);
    }

    /** Formats a JSON number as {@code %v} does: an integer with all digits, another number as {@link #decimal}. */
    public static String number(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong()
                ? String.valueOf(number.longValue())
                : decimal(number.doubleValue());
    }

    /** Formats a number as {@code %v} formats a float64, such as {@code 0.5} or {@code 1e+06}. */
    public static String decimal(double number) {
        if (number == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < EXPONENT_FROM) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "e"
                + sign
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }
}
