package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;

/** JSON of any type, which is stored in its canonical form, such as a default in a schema. */
record CanonicalJsonType() implements ValueType {
    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        return CanonicalJson.of(value);
    }

    @Override
    public String goName() {
        return "v1.JSON";
    }

    @Override
    public MergeType mergeType() {
        return MergeType.ANY;
    }
}
