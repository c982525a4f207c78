package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A string, a boolean or a number.
 *
 * @param goName the name of the Go type, such as {@code int32} or {@code v1.PullPolicy}
 */
record ScalarType(Shape shape, String goName) implements ValueType {

    enum Shape {
        TEXT,
        TRUTH,
        INT32,
        INT64,
        FLOAT
    }

    /** The shape of a Go kind: {@code string}, {@code bool}, {@code int32}, {@code int64} and so on. */
    static Shape shapeOf(String goKind) {
        return switch (goKind) {
            case "string" -> Shape.TEXT;
            case "bool" -> Shape.TRUTH;
            case "int32" -> Shape.INT32;
            case "int", "int64", "uint64" -> Shape.INT64;
            case "float64" -> Shape.FLOAT;
            default -> throw new IllegalArgumentException("no scalar: " + goKind);
        };
    }

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        boolean fits = switch (shape) {
            case TEXT -> value.isTextual();
            case TRUTH -> value.isBoolean();
            default -> value.isNumber();
        };
        if (!fits) {
            state.mismatch(value, goName);
            return zero();
        }
        return switch (shape) {
            case INT32 ->
                value.isIntegralNumber() && value.canConvertToInt()
                        ? IntNode.valueOf(value.intValue())
                        : outOfRange(value, state);
            case INT64 ->
                value.isIntegralNumber() && value.canConvertToLong()
                        ? whole(value.longValue())
                        : outOfRange(value, state);
            default -> value;
        };
    }

    /** Small numbers always become IntNodes, because an IntNode never equals a LongNode. */
    private static JsonNode whole(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    private JsonNode outOfRange(JsonNode value, DecodeState state) {
        state.mismatch("number " + value.asText(), goName);
        return zero();
    }

    @Override
    public JsonNode zero() {
        return switch (shape) {
            case TEXT -> TextNode.valueOf("");
            case TRUTH -> BooleanNode.FALSE;
            case INT32, INT64 -> IntNode.valueOf(0);
            case FLOAT -> DoubleNode.valueOf(0);
        };
    }

    @Override
    public boolean omits(JsonNode written) {
        return written.equals(zero());
    }

    @Override
    public MergeType mergeType() {
        return new MergeType.Scalar(
                switch (shape) {
                    case TEXT -> MergeType.ScalarKind.STRING;
                    case TRUTH -> MergeType.ScalarKind.BOOLEAN;
                    case INT32, INT64, FLOAT -> MergeType.ScalarKind.NUMERIC;
                });
    }
}
