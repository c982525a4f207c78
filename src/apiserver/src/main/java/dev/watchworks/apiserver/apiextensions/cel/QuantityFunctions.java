package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.math.BigDecimal;
import java.util.List;

/** {@code quantity}, {@code isQuantity} and the arithmetic of quantities. */
final class QuantityFunctions {
    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final CelArgument AMOUNT = new CelArgument(QUANTITY, CelQuantity.class);
    private static final List<CelArgument> TEXT = List.of(CelArgument.TEXT);
    private static final List<CelArgument> SELF = List.of(AMOUNT);
    private static final List<CelArgument> TWO = List.of(AMOUNT, AMOUNT);
    private static final List<CelArgument> AND_INTEGER = List.of(AMOUNT, CelArgument.INTEGER);

    private QuantityFunctions() {}

    static void addTo(FunctionLibrary library) {
        library.global(
                "quantity", "string_to_quantity", QUANTITY, TEXT, values -> CelQuantity.parse((String) values[0]));
        library.global(
                "isQuantity", "is_quantity_string", SimpleType.BOOL, TEXT, values -> isQuantity((String) values[0]));
        library.global("sign", "quantity_sign", SimpleType.INT, SELF, values ->
                (long) amount(values, 0).signum());
        library.member("isGreaterThan", "quantity_is_greater_than", SimpleType.BOOL, TWO, values -> order(values) > 0);
        library.member("isLessThan", "quantity_is_less_than", SimpleType.BOOL, TWO, values -> order(values) < 0);
        library.member("compareTo", "quantity_compare_to", SimpleType.INT, TWO, QuantityFunctions::order);
        library.member(
                "asApproximateFloat",
                "quantity_get_float",
                SimpleType.DOUBLE,
                SELF,
                values -> amount(values, 0).doubleValue());
        library.member(
                "asInteger",
                "quantity_get_int",
                SimpleType.INT,
                SELF,
                values -> self(values).asInteger());
        library.member(
                "isInteger",
                "quantity_is_integer",
                SimpleType.BOOL,
                SELF,
                values -> self(values).isInteger());
        library.member(
                "add", "quantity_add", QUANTITY, TWO, values -> self(values).plus(other(values)));
        library.member(
                "add",
                "quantity_add_int",
                QUANTITY,
                AND_INTEGER,
                values -> self(values).plus(integer(values)));
        library.member(
                "sub",
                "quantity_sub",
                QUANTITY,
                TWO,
                values -> self(values).plus(other(values).negated()));
        library.member(
                "sub",
                "quantity_sub_int",
                QUANTITY,
                AND_INTEGER,
                values -> self(values).plus(integer(values).negated()));
    }

    private static CelQuantity self(Object[] arguments) {
        return (CelQuantity) arguments[0];
    }

    private static BigDecimal amount(Object[] arguments, int index) {
        return ((CelQuantity) arguments[index]).amount();
    }

    private static CelQuantity other(Object[] arguments) {
        return (CelQuantity) arguments[1];
    }

    private static CelQuantity integer(Object[] arguments) {
        return CelQuantity.of(BigDecimal.valueOf((Long) arguments[1]), true);
    }

    private static long order(Object[] arguments) {
        return amount(arguments, 0).compareTo(amount(arguments, 1));
    }

    private static boolean isQuantity(String text) {
        try {
            CelQuantity.parse(text);
            return true;
        } catch (NumberFormatException wrong) {
            return false;
        }
    }
}
