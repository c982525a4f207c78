package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.golang.GoJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds duplicates in lists that are sets or maps (Kubernetes' {@code schema/listtype}). */
final class ListTypeValidation {
    private final FieldErrors errors;

    private ListTypeValidation(FieldErrors errors) {
        this.errors = errors;
    }

    static FieldErrors validate(StructuralSchema schema, JsonNode object) {
        FieldErrors errors = new FieldErrors();
        new ListTypeValidation(errors).visit(schema, object, "");
        return errors;
    }

    private void visit(StructuralSchema schema, JsonNode value, String path) {
        if (value.isArray()) {
            switch (schema.extensions().listType()) {
                case "set" -> duplicates(items(value), path);
                case "map" -> map(schema.extensions().listMapKeys(), items(value), path);
                default -> {}
            }
        }
        SchemaTraversal.children(schema, value, path, this::visit);
    }

    private static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }

    private void map(List<String> keys, List<JsonNode> items, String path) {
        for (int index = 0; index < items.size(); index++) {
            JsonNode item = items.get(index);
            if (!item.isNull() && !item.isObject()) {
                String detail = "must be an object for an array of list-type map";
                errors.invalid(path + "[" + index + "]", GoFormat.badValue(item), detail);
                return;
            }
        }
        duplicates(items.stream().map(item -> key(keys, item)).toList(), path);
    }

    private static JsonNode key(List<String> keys, JsonNode item) {
        ObjectNode key = Json.object();
        for (String name : keys) {
            JsonNode value = item.path(name);
            if (!(value instanceof MissingNode)) {
                key.set(name, value);
            }
        }
        return key;
    }

    /** The second of several equal items is reported. */
    private void duplicates(List<JsonNode> items, String path) {
        Map<String, Integer> seen = new HashMap<>();
        for (int index = 0; index < items.size(); index++) {
            if (seen.merge(GoJson.marshal(items.get(index)), 1, Integer::sum) == 2) {
                errors.duplicate(path + "[" + index + "]", GoFormat.badValue(items.get(index)));
            }
        }
    }
}
