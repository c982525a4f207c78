package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.golang.GoJson;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a schema's {@code x-kubernetes-list-type}, {@code -list-map-keys} and {@code -map-type}. */
final class ListAndMapRules {
    private static final String LIST_TYPE = ".x-kubernetes-list-type";
    private static final String MAP_TYPE = ".x-kubernetes-map-type";
    private static final String KEYS = ".x-kubernetes-list-map-keys";

    private final JsonNode schema;
    private final String field;
    private final FieldErrors errors;
    private final String type;
    private final String listType;
    private final List<String> keys;
    private final JsonNode items;

    private ListAndMapRules(JsonNode schema, String field, FieldErrors errors) {
        this.schema = schema;
        this.field = field;
        this.errors = errors;
        this.type = NestedFields.text(schema, "type");
        this.listType = NestedFields.text(schema, LIST_TYPE.substring(1));
        this.keys = NestedFields.texts(schema, KEYS.substring(1));
        this.items = schema.path("items");
    }

    static void validate(JsonNode schema, String field, FieldErrors errors) {
        ListAndMapRules rules = new ListAndMapRules(schema, field, errors);
        rules.mapType();
        rules.listType();
        rules.keys();
        rules.requiredKeys();
    }

    private void mapType() {
        if (!schema.has(MAP_TYPE.substring(1))) {
            return;
        }
        typeMustBe(JsonType.OBJECT, "must be object if x-kubernetes-map-type is specified");
        String mapType = NestedFields.text(schema, MAP_TYPE.substring(1));
        errors.supported(field + MAP_TYPE, mapType, List.of("atomic", "granular"));
    }

    private void typeMustBe(String wanted, String detail) {
        if (type.isEmpty()) {
            errors.required(field + ".type", detail);
        } else if (!type.equals(wanted)) {
            errors.invalid(field + ".type", GoFormat.quoted(type), detail);
        }
    }

    private void listType() {
        if (!schema.has(LIST_TYPE.substring(1))) {
            return;
        }
        if (!type.equals(JsonType.ARRAY)) {
            typeMustBe(JsonType.ARRAY, "must be array if x-kubernetes-list-type is specified");
        } else if (listType.equals("set") && items.isObject()) {
            String detail = "must be atomic as item of a list with x-kubernetes-list-type=set";
            String itemListType = NestedFields.text(items, LIST_TYPE.substring(1));
            // For an object, too, the real server shows the type of the list.
            String shown = itemListType.isEmpty() ? "null" : GoFormat.quoted(itemListType);
            String itemType = NestedFields.text(items, "type");
            if (itemType.equals(JsonType.ARRAY) && !itemListType.isEmpty() && !itemListType.equals("atomic")) {
                errors.invalid(field + ".items" + LIST_TYPE, shown, detail);
            } else if (itemType.equals(JsonType.OBJECT)
                    && !NestedFields.text(items, MAP_TYPE.substring(1)).equals("atomic")) {
                errors.invalid(field + ".items" + MAP_TYPE, shown, detail);
            }
        }
        errors.supported(field + LIST_TYPE, listType, List.of("atomic", "set", "map"));
    }

    private void keys() {
        if (!keys.isEmpty() && !listType.equals("map")) {
            String detail = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (listType.isEmpty()) {
                errors.required(field + LIST_TYPE, detail);
            } else {
                errors.invalid(field + LIST_TYPE, GoFormat.quoted(listType), detail);
            }
        }
        if (!listType.equals("map")) {
            return;
        }
        errors.required(field + KEYS, keys.isEmpty(), "must not be empty if x-kubernetes-list-type is map");
        if (!items.isObject()) {
            errors.required(field + ".items", "must have a schema if x-kubernetes-list-type is map");
        } else if (!NestedFields.text(items, "type").equals(JsonType.OBJECT)) {
            String detail = "must be object if parent array's x-kubernetes-list-type is map";
            errors.invalid(field + ".items.type", GoFormat.quoted(NestedFields.text(items, "type")), detail);
        } else {
            properties();
        }
    }

    private void properties() {
        Set<String> seen = new HashSet<>();
        String allKeys = GoJson.marshal(schema.path(KEYS.substring(1)));
        for (String key : keys) {
            JsonNode property = items.path("properties").path(key);
            String propertyType = NestedFields.text(property, "type");
            if (property.isMissingNode()) {
                errors.invalid(field + KEYS, allKeys, "entries must all be names of item properties");
            } else if (propertyType.equals(JsonType.ARRAY) || propertyType.equals(JsonType.OBJECT)) {
                errors.invalid(
                        StructuralValidation.property(field + ".items", key) + ".type",
                        GoFormat.quoted(JsonType.OBJECT),
                        "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }
            if (!seen.add(key)) {
                errors.invalid(field + KEYS, allKeys, "must not contain duplicate entries");
            }
        }
    }

    private void requiredKeys() {
        if (!items.isObject() || !listType.equals("set") && !listType.equals("map")) {
            return;
        }
        if (items.path("nullable").asBoolean()) {
            errors.forbidden(
                    field + ".items.nullable", "cannot be nullable when x-kubernetes-list-type is " + listType);
        }
        if (listType.equals("set")) {
            return;
        }
        List<String> required = NestedFields.texts(items, "required");
        for (String key : keys) {
            JsonNode property = items.path("properties").path(key);
            String place = StructuralValidation.property(field + ".items", key);
            if (property.isObject() && !required.contains(key) && !property.hasNonNull("default")) {
                errors.required(
                        place + ".default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property");
            }
            if (property.path("nullable").asBoolean()) {
                errors.forbidden(
                        place + ".nullable",
                        "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
        }
    }
}
