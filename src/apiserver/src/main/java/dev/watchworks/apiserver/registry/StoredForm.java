package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** The form in which objects are stored: read by their schema, kind, apiVersion and metadata first. */
final class StoredForm {
    private static final String MANAGED_FIELDS = "managedFields";

    private static final List<String> FIRST = List.of("kind", "apiVersion", "metadata");

    private StoredForm() {}

    static ObjectNode normalized(ResourceType type, ObjectNode object) {
        ObjectNode read;
        try {
            read = type.schema().decode(object).object();
        } catch (DecodeException refused) {
            throw ApiErrors.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": " + refused.getMessage());
        }
        read.put("kind", type.kind());
        read.put("apiVersion", type.apiVersion());
        read.withObjectProperty("metadata");
        return ordered(read);
    }

    static ObjectNode ordered(ObjectNode object) {
        ObjectNode ordered = Json.object();
        for (String name : FIRST) {
            ordered.set(name, object.get(name));
        }
        object.properties().forEach(member -> {
            if (!FIRST.contains(member.getKey())) {
                ordered.set(member.getKey(), member.getValue());
            }
        });
        return ordered;
    }

    /** Gives an object, which is the callee's to change, the list of those who manage its fields. */
    static ObjectNode managed(ObjectNode object, JsonNode managedFields) {
        if (managedFields.isEmpty()) {
            metadata(object).remove(MANAGED_FIELDS);
        } else {
            metadata(object).set(MANAGED_FIELDS, managedFields);
        }
        return object;
    }

    /** Who manages an object's fields. */
    static JsonNode managedFields(ObjectNode object) {
        return object.path("metadata").path(MANAGED_FIELDS);
    }

    static boolean same(ObjectNode left, ObjectNode right) {
        return SemanticEquality.deepEqual(left, right);
    }

    static ObjectNode metadata(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }
}
