package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** The types of JSON values as a schema names them, with Go's view of numbers. */
final class JsonType {
    static final String INTEGER = "integer";
    static final String NUMBER = "number";
    static final String STRING = "string";
    static final String OBJECT = "object";
    static final String ARRAY = "array";

    /** Beyond these, a number with a fraction of zero does not count as an integer. */
    private static final double LARGEST_EXACT = 9007199254740991.0;

    private static final double EPSILON = 1e-9;

    private JsonType() {}

    /** The type's name in a schema; {@code null} for null. */
    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> OBJECT;
            case ARRAY -> ARRAY;
            case STRING -> STRING;
            case BOOLEAN -> "boolean";
            case NUMBER -> isInt64(value) ? INTEGER : NUMBER;
            default -> "null";
        };
    }

    /** Whether Go decodes a number as an int64 and not as a float64. */
    static boolean isInt64(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /** Whether a number may stand for an integer, such as {@code 1.0} (swag's {@code IsFloat64AJSONInteger}). */
    static boolean isWhole(double number) {
        if (!Double.isFinite(number) || Math.abs(number) > LARGEST_EXACT) {
            return false;
        }
        double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
        double difference = Math.abs(number - whole);
        return difference == 0 || number > 0 && whole > 0 && difference / (number + whole) < EPSILON;
    }
}
