package dev.watchworks.apiserver.meta.selector;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One requirement on a label, such as {@code tier in (front, back)}. */
record LabelRequirement(String key, Operator operator, List<String> values) {

    enum Operator {
        EXISTS,
        DOES_NOT_EXIST,
        EQUALS,
        IN,
        NOT_IN,
        GREATER_THAN,
        LESS_THAN;

        /** The operator of an entry of {@code matchExpressions}, or null when there is no such operator. */
        static @Nullable Operator ofExpression(String name) {
            return switch (name) {
                case "In" -> IN;
                case "NotIn" -> NOT_IN;
                case "Exists" -> EXISTS;
                case "DoesNotExist" -> DOES_NOT_EXIST;
                default -> null;
            };
        }
    }

    boolean matches(@Nullable String value) {
        return switch (operator) {
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case EQUALS, IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case GREATER_THAN -> compare(value) > 0;
            case LESS_THAN -> compare(value) < 0;
        };
    }

    /** Compares a label's value with the requirement's; 0, which no operator accepts, when it is absent or not a number. */
    private int compare(@Nullable String value) {
        return value == null || !isInteger(value) ? 0 : new BigInteger(value).compareTo(new BigInteger(values.get(0)));
    }

    static boolean isInteger(String value) {
        return value.matches("[+-]?[0-9]{1,19}");
    }

    /** The requirement as in a query. */
    @Override
    public String toString() {
        return switch (operator) {
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case EQUALS -> key + "=" + values.get(0);
            case IN -> key + " in " + sortedValues();
            case NOT_IN -> key + " notin " + sortedValues();
            case GREATER_THAN -> key + ">" + values.get(0);
            case LESS_THAN -> key + "<" + values.get(0);
        };
    }

    private String sortedValues() {
        return values.stream().sorted().collect(Collectors.joining(",", "(", ")"));
    }
}
