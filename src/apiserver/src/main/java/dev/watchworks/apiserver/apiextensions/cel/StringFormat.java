package dev.watchworks.apiserver.apiextensions.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code format} of texts, which the Java library lacks (cel-go's {@code ext/formatting.go}). */
final class StringFormat {
    static final Pattern CLAUSE = Pattern.compile("%(?:\\.(\\d+))?(.)", Pattern.DOTALL);
    private static final int DEFAULT_PRECISION = 6;

    private StringFormat() {}

    static void addTo(FunctionLibrary library) {
        CelArgument list = new CelArgument(ListType.create(SimpleType.DYN), List.class);
        library.member(
                "format",
                "string_format",
                SimpleType.STRING,
                List.of(CelArgument.TEXT, list),
                values -> format((String) values[0], (List<?>) values[1]));
    }

    private static String format(String text, List<?> arguments) {
        StringBuilder formatted = new StringBuilder();
        Matcher clause = CLAUSE.matcher(text);
        int end = 0;
        int next = 0;
        while (clause.find()) {
            formatted.append(text, end, clause.start());
            end = clause.end();
            if (clause.group().equals("%%")) {
                formatted.append('%');
                continue;
            }
            if (next >= arguments.size()) {
                throw new IllegalArgumentException("index " + next + " out of range");
            }
            String precision = clause.group(1);
            int digits = precision == null ? DEFAULT_PRECISION : Integer.parseInt(precision);
            formatted.append(clause(clause.group(2), digits, arguments.get(next)));
            next++;
        }
        if (text.startsWith("%", end)) {
            throw new IllegalArgumentException("unexpected end of string");
        }
        return formatted.append(text.substring(end)).toString();
    }

    private static String clause(String clause, int precision, Object value) {
        return switch (clause) {
            case "s" -> FormattedValue.text(value);
            case "d" -> integer(value, "decimal clause", 10);
            case "b" -> value instanceof Boolean flag ? (flag ? "1" : "0") : integer(value, "binary clause", 2);
            case "o" -> integer(value, "octal clause", 8);
            case "x" -> hex(value);
            case "X" -> hex(value).toUpperCase(Locale.ROOT);
            case "f" -> String.format(Locale.US, "%,." + precision + "f", number(value, "fixed-point clause"));
            case "e" -> scientific(precision, number(value, "scientific clause"));
            default ->
                throw new IllegalArgumentException(
                        "could not parse formatting clause: unrecognized formatting clause \"" + clause + "\"");
        };
    }

    private static String integer(Object value, String clause, int radix) {
        if (value instanceof Long number) {
            return Long.toString(number, radix);
        }
        if (value instanceof UnsignedLong number) {
            return number.toString(radix);
        }
        throw wrongType(clause + " can only be used on integers", value);
    }

    private static String hex(Object value) {
        if (value instanceof String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        return integer(value, "hex clause", 16);
    }

    private static double number(Object value, String clause) {
        if (value instanceof Double number) {
            return number;
        }
        throw wrongType(clause + " can only be used on doubles", value);
    }

    private static String scientific(int precision, double number) {
        String[] parts =
                String.format(Locale.ROOT, "%." + precision + "e", number).split("e", 2);
        return parts[0] + "×10" + superscript(parts[1]);
    }

    private static String superscript(String exponent) {
        StringBuilder raised = new StringBuilder(exponent.startsWith("-") ? "⁻" : "");
        exponent.substring(1).chars().forEach(digit -> raised.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
        return raised.toString();
    }

    private static IllegalArgumentException wrongType(String rule, Object value) {
        return new IllegalArgumentException(
                "error during formatting: " + rule + ", was given " + FormattedValue.typeName(value));
    }
}
