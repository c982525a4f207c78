package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Goes from a value to the values inside it that the schema knows. */
final class SchemaTraversal {

    private SchemaTraversal() {}

    /** Gets a value with its schema and its path, such as {@code spec.ports[0]}. */
    @FunctionalInterface
    interface ChildVisitor {
        void visit(StructuralSchema schema, JsonNode value, String path);
    }

    /** Visits the members of an object, or the items of an array. The path of the whole object is empty. */
    static void children(StructuralSchema schema, JsonNode value, String path, ChildVisitor visitor) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                StructuralSchema property = schema.properties().get(member.getKey());
                if (property != null) {
                    String place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    visitor.visit(property, member.getValue(), place);
                } else if (schema.additionalProperties() != null) {
                    visitor.visit(schema.additionalProperties(), member.getValue(), path + "[" + member.getKey() + "]");
                }
            }
        } else if (value.isArray() && schema.items() != null) {
            for (int index = 0; index < value.size(); index++) {
                visitor.visit(schema.items(), value.get(index), path + "[" + index + "]");
            }
        }
    }
}
