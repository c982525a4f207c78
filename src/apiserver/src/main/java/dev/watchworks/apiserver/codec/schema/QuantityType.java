package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.watchworks.apiserver.meta.Quantity;

/** An amount of a resource, such as {@code 500m} or {@code 1Gi}, written in its canonical form. */
record QuantityType() implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        try {
            String text = value.isValueNode() ? value.asText() : value.toString();
            return TextNode.valueOf(Quantity.parse(text).canonical());
        } catch (NumberFormatException wrong) {
            state.saveError(String.valueOf(wrong.getMessage()));
            return zero();
        }
    }

    @Override
    public JsonNode zero() {
        return TextNode.valueOf("0");
    }

    @Override
    public boolean omitsAbsent() {
        return false;
    }

    @Override
    public String goName() {
        return "resource.Quantity";
    }
}
