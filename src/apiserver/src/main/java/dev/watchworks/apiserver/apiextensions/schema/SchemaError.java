package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.golang.GoJson;
import java.util.List;

/**
 * A value that a schema does not allow (kube-openapi's {@code errors.Validation}).
 *
 * @param name the value's path; empty for the root
 * @param value as the field error shows it
 * @param limit of a value that is too long or has too many parts
 * @param supported the values of an enumeration
 * @param message kube-openapi's own, which names the path
 */
record SchemaError(Code code, String name, JsonNode value, long limit, List<JsonNode> supported, String message) {

    /** What becomes of an error in a Status. */
    enum Code {
        /** About a part of the object, without a path. */
        COMPOSITE,
        TYPE,
        REQUIRED,
        TOO_LONG,
        TOO_MANY,
        ENUM,
        INVALID
    }

    static SchemaError composite(String message) {
        return new SchemaError(Code.COMPOSITE, "", Json.text(""), 0, List.of(), message);
    }

    static SchemaError type(String name, String type, String found) {
        String message = name + " in body must be of type " + type + ": \"" + found + "\"";
        return new SchemaError(Code.TYPE, name, Json.text(found), 0, List.of(), message);
    }

    static SchemaError required(String name) {
        return new SchemaError(Code.REQUIRED, name, Json.text(""), 0, List.of(), name + " in body is required");
    }

    static SchemaError invalid(String name, JsonNode value, String rule) {
        return new SchemaError(Code.INVALID, name, value, 0, List.of(), name + " in body " + rule);
    }

    static SchemaError limited(Code code, String name, JsonNode value, long limit, String rule) {
        return new SchemaError(code, name, value, limit, List.of(), name + " in body " + rule);
    }

    static SchemaError enumeration(String name, JsonNode value, List<JsonNode> supported) {
        return new SchemaError(Code.ENUM, name, value, 0, supported, name + " in body should be one of " + supported);
    }

    /** @param parent the path of the validated part, empty for a whole object */
    void addTo(FieldErrors errors, String parent) {
        String field = field(parent);
        switch (code) {
            case COMPOSITE, INVALID -> errors.invalid(field, GoFormat.badValue(value), message);
            case TYPE -> errors.typeInvalid(field, value, message);
            case REQUIRED -> errors.required(field, "");
            case TOO_LONG -> errors.tooLong(field, (int) limit);
            case TOO_MANY -> errors.tooMany(field, value.longValue(), limit);
            case ENUM -> errors.notSupported(field, GoFormat.badValue(value), texts());
        }
    }

    private List<String> texts() {
        return supported.stream()
                .map(one -> one.isTextual() ? one.textValue() : GoJson.marshal(one))
                .toList();
    }

    private String field(String parent) {
        String below = name.startsWith(".") ? name.substring(1) : name;
        if (below.isEmpty()) {
            return parent.isEmpty() ? "<nil>" : parent;
        }
        return parent.isEmpty() ? below : parent + "." + below;
    }
}
