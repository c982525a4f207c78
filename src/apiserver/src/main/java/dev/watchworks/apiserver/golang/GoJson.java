package dev.watchworks.apiserver.golang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Writes JSON as Go's {@code encoding/json} does, for values in messages. */
public final class GoJson {

    private GoJson() {}

    /** Formats a value: sorted keys, no blanks, and escapes for the characters that HTML uses. */
    public static String marshal(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(",", "{", "}");
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> members.add(text(name) + ":" + marshal(value.get(name))));
            return members.toString();
        }
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            value.forEach(item -> items.add(marshal(item)));
            return items.toString();
        }
        if (value.isTextual()) {
            return text(value.textValue());
        }
        return value.isNumber() ? number(value) : value.isMissingNode() ? "null" : value.toString();
    }

    /** Formats a text in double quotes. */
    public static String text(String value) {
        return TextNode.valueOf(value)
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static String number(JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            return String.valueOf(number.longValue());
        }
        double value = number.doubleValue();
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (size >= 1e-6 && size < 1e21) {
            return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        }
        return GoFormat.decimal(value).replaceFirst("e([-+])0(\\d)$", "e$1$2");
    }
}
