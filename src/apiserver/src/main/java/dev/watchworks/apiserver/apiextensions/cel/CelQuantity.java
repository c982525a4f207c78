package dev.watchworks.apiserver.apiextensions.cel;

import dev.watchworks.apiserver.meta.Quantity;
import java.math.BigDecimal;

/** An amount in an expression; amounts with different units can be equal. */
record CelQuantity(BigDecimal amount) {

    CelQuantity {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    static CelQuantity parse(String text) {
        return new CelQuantity(Quantity.parse(text).amount());
    }

    boolean isInteger() {
        return amount.scale() <= 0 && amount.toBigIntegerExact().bitLength() < Long.SIZE;
    }

    long asInteger() {
        if (!isInteger()) {
            throw new IllegalArgumentException("cannot convert value to integer");
        }
        return amount.longValueExact();
    }
}
