package dev.watchworks.apiserver.kind.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** JSON that is kept as it is. */
record RawType() implements ValueType {

    @Override
    public JsonNode read(JsonNode value, Reading reading) {
        return value.deepCopy();
    }

    @Override
    public JsonNode zero() {
        return NullNode.getInstance();
    }

    @Override
    public boolean omits(JsonNode written) {
        return false;
    }

    @Override
    public String goName() {
        return "v1.FieldsV1";
    }

    @Override
    public Structure structure() {
        return Structure.ANY;
    }
}
