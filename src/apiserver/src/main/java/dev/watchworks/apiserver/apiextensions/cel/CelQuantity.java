package dev.watchworks.apiserver.apiextensions.cel;

import dev.watchworks.apiserver.meta.Quantity;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount in an expression; amounts with different units can be equal.
 *
 * @param isInteger whether Go holds it as an int64: not when its text has a fraction or a small unit, even if the amount
 *     is whole
 */
record CelQuantity(BigDecimal amount, boolean isInteger) {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+([kMGTPE]|[KMGTPE]i|[eE]\\+?\\d+)?");

    static CelQuantity parse(String text) {
        BigDecimal amount = Quantity.parse(text).amount();
        return of(amount, INTEGER.matcher(text).matches());
    }

    static CelQuantity of(BigDecimal amount, boolean isInteger) {
        BigDecimal shortest = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        boolean fits = shortest.scale() <= 0 && shortest.toBigIntegerExact().bitLength() < Long.SIZE;
        return new CelQuantity(shortest, isInteger && fits);
    }

    long asInteger() {
        if (!isInteger) {
            throw new IllegalArgumentException("cannot convert value to integer");
        }
        return amount.longValueExact();
    }

    CelQuantity plus(CelQuantity other) {
        return of(amount.add(other.amount), isInteger && other.isInteger);
    }

    CelQuantity negated() {
        return new CelQuantity(amount.negate(), isInteger);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CelQuantity quantity && amount.equals(quantity.amount);
    }

    @Override
    public int hashCode() {
        return amount.hashCode();
    }
}
