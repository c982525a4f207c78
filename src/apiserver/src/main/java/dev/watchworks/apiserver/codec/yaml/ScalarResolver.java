package dev.watchworks.apiserver.codec.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a plain scalar, by the rules of go-yaml 2 ({@code resolve.go}): {@code yes} is true, {@code 0777} is octal,
 * {@code 1:30} and a date are texts.
 */
final class ScalarResolver {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MOST_UNSIGNED = BigInteger.TWO.pow(64);

    private ScalarResolver() {}

    /**
     * Returns the value of a plain scalar.
     *
     * @throws InvalidYamlException for infinity and not-a-number, which JSON does not have
     */
    static JsonNode resolve(String text) {
        if (NULL.contains(text)) {
            return NullNode.getInstance();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return BooleanNode.valueOf(TRUE.contains(text));
        }
        char first = text.charAt(0);
        if (first != '.' && first != '-' && first != '+' && (first < '0' || first > '9')) {
            return TextNode.valueOf(text);
        }
        if (NOT_FINITE.matcher(text).matches()) {
            throw new InvalidYamlException("json: unsupported value: " + text);
        }
        return number(text);
    }

    private static JsonNode number(String text) {
        String plain = text.charAt(0) == '.' ? text : text.replace("_", "");
        BigInteger whole = whole(plain);
        if (whole != null) {
            return node(whole);
        }
        if (!FLOAT.matcher(plain).matches()) {
            return TextNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(Double.toString(Double.parseDouble(plain)));
        boolean isWhole =
                number.stripTrailingZeros().scale() <= 0 && number.abs().doubleValue() < 1e18;
        return isWhole ? node(number.toBigInteger()) : DecimalNode.valueOf(number);
    }

    /** The number in Go's syntax with a prefix for its base, or null. */
    private static @Nullable BigInteger whole(String text) {
        boolean isNegative = text.startsWith("-");
        String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        if (prefix.equals("0x") || prefix.equals("0o") || prefix.equals("0b")) {
            radix = prefix.equals("0x") ? 16 : prefix.equals("0o") ? 8 : 2;
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = 8;
        }
        if (digits.isEmpty() || digits.charAt(0) == '-' || digits.charAt(0) == '+') {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits, radix);
            BigInteger signed = isNegative ? number.negate() : number;
            boolean fits = isNegative ? signed.bitLength() < 64 : signed.compareTo(MOST_UNSIGNED) < 0;
            return fits ? signed : null;
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    private static JsonNode node(BigInteger number) {
        if (number.bitLength() < 32) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < 64 ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
