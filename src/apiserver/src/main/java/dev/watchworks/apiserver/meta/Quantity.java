package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource: Kubernetes' {@code resource.Quantity}.
 *
 * @param amount the number, with at most nine decimals
 * @param format the format of its text
 */
public record Quantity(BigDecimal amount, Format format) implements Comparable<Quantity> {

    /** Formats of an amount. */
    public enum Format {
        /** With suffixes for powers of 1000: {@code 500m}, {@code 2k}. */
        DECIMAL,
        /** With suffixes for powers of 1024: {@code 64Mi}. */
        BINARY,
        /** With a power of ten: {@code 5e3}. */
        EXPONENT
    }

    private static final Pattern SYNTAX = Pattern.compile("([+-]?)(\\d+\\.?\\d*|\\.\\d+)([eEinumkKMGTP]*)([-+]?\\d*)");
    private static final List<String> DECIMAL_SUFFIXES = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY_SUFFIXES = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger STEP = BigInteger.valueOf(1024);
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    /** The amount in a JSON text or number; throws as {@link #parse} does. */
    public static Quantity of(JsonNode value) {
        return parse(value.asText());
    }

    /**
     * Parses an amount.
     *
     * @throws NumberFormatException with the API's message
     */
    public static Quantity parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new NumberFormatException(
                    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        BigDecimal number = new BigDecimal(parts.group(1) + parts.group(2));
        String suffix = parts.group(3);
        String exponent = parts.group(4);
        if (!exponent.isEmpty()) {
            return withExponent(number, suffix, exponent);
        }
        int decimal = DECIMAL_SUFFIXES.indexOf(suffix);
        if (decimal >= 0) {
            return of(number.scaleByPowerOfTen(3 * (decimal - 3)), Format.DECIMAL);
        }
        int binary = BINARY_SUFFIXES.indexOf(suffix);
        if (binary < 0) {
            throw new NumberFormatException("unable to parse quantity's suffix");
        }
        return of(number.multiply(new BigDecimal(STEP.pow(binary))), Format.BINARY);
    }

    private static Quantity withExponent(BigDecimal number, String suffix, String exponent) {
        if (!suffix.equalsIgnoreCase("e") || !exponent.matches("[-+]?\\d{1,4}")) {
            throw new NumberFormatException("unable to parse quantity's suffix");
        }
        return of(number.scaleByPowerOfTen(Integer.parseInt(exponent)), Format.EXPONENT);
    }

    private static Quantity of(BigDecimal amount, Format format) {
        return new Quantity(amount.scale() > 9 ? amount.setScale(9, RoundingMode.UP) : amount, format);
    }

    /** The amount with three decimals at most, rounded away from zero, as resource lists store it. */
    public Quantity roundedToThousandths() {
        return amount.scale() > 3 ? new Quantity(amount.setScale(3, RoundingMode.UP), format) : this;
    }

    /** The amount as the API writes it: without a fraction, with the largest possible unit. */
    public String canonical() {
        if (amount.signum() == 0) {
            return "0";
        }
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        if (format == Format.BINARY && whole && amount.abs().compareTo(BigDecimal.valueOf(1024)) >= 0) {
            return binary();
        }
        return decimal();
    }

    private String binary() {
        BigInteger number = amount.toBigIntegerExact();
        int unit = 0;
        while (unit < BINARY_SUFFIXES.size() - 1 && number.mod(STEP).signum() == 0) {
            number = number.divide(STEP);
            unit++;
        }
        return number + BINARY_SUFFIXES.get(unit);
    }

    private String decimal() {
        BigInteger number = amount.setScale(9, RoundingMode.UP).unscaledValue();
        int unit = 0;
        while (unit < DECIMAL_SUFFIXES.size() - 1 && number.mod(THOUSAND).signum() == 0) {
            number = number.divide(THOUSAND);
            unit++;
        }
        if (format == Format.EXPONENT) {
            return unit == 3 ? number.toString() : number + "e" + 3 * (unit - 3);
        }
        return number + DECIMAL_SUFFIXES.get(unit);
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
