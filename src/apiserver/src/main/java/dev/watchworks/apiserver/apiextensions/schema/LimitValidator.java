package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.List;

/** Checks how many items a list has and how many fields an object has. */
final class LimitValidator {

    private LimitValidator() {}

    static void validateItems(ValueValidation rules, JsonNode list, String path, SchemaResult result) {
        JsonNode size = LongNode.valueOf(list.size());
        if (rules.minItems() != null && list.size() < rules.minItems()) {
            result.add(SchemaError.invalid(path, size, "should have at least " + rules.minItems() + " items"));
        }
        if (rules.maxItems() != null && list.size() > rules.maxItems()) {
            result.add(tooMany(path, size, rules.maxItems(), " items"));
        }
        if (rules.uniqueItems() && hasDuplicates(list)) {
            result.add(SchemaError.invalid(path, Json.text(""), "shouldn't contain duplicates"));
        }
    }

    static void validateProperties(ValueValidation rules, JsonNode object, String path, SchemaResult result) {
        JsonNode size = LongNode.valueOf(object.size());
        if (rules.minProperties() != null && object.size() < rules.minProperties()) {
            result.add(
                    SchemaError.invalid(path, size, "should have at least " + rules.minProperties() + " properties"));
        }
        if (rules.maxProperties() != null && object.size() > rules.maxProperties()) {
            result.add(tooMany(path, size, rules.maxProperties(), " properties"));
        }
    }

    static SchemaError forbiddenProperty(String path, String name) {
        String message = path + "." + name + " in body is a forbidden property";
        return new SchemaError(SchemaError.Code.INVALID, path, Json.text(name), 0, List.of(), message);
    }

    private static SchemaError tooMany(String path, JsonNode size, long maximum, String what) {
        String rule = "should have at most " + maximum + what;
        return SchemaError.limited(SchemaError.Code.TOO_MANY, path, size, maximum, rule);
    }

    private static boolean hasDuplicates(JsonNode list) {
        for (int index = 0; index < list.size(); index++) {
            for (int earlier = 0; earlier < index; earlier++) {
                if (SemanticEquality.deepEqual(list.get(index), list.get(earlier))) {
                    return true;
                }
            }
        }
        return false;
    }
}
