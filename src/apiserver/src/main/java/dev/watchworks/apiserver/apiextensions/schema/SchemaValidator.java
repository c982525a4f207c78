package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against a schema in the order of kube-openapi's {@code validate.SchemaValidator}, which decides which
 * messages a client sees.
 */
final class SchemaValidator {
    private final StringValidator strings = new StringValidator();
    private final SchemaPropsValidator combinations = new SchemaPropsValidator(this);

    /**
     * @param path of the value, empty for the root
     * @param correlation the stored value, or null when there is none; errors of what an update does not change are
     *     dropped
     */
    SchemaResult validate(
            StructuralSchema schema, JsonNode value, String path, @Nullable CorrelatedObject correlation) {
        SchemaResult result = new SchemaResult();
        if (value.isNull()) {
            TypeValidator.validate(schema, value, path, result);
            enumeration(schema, value, path, result);
        } else {
            checks(schema, value, path, correlation, result);
        }
        if (!result.isValid() && correlation != null && correlation.isUnchanged()) {
            result.dropErrors();
        }
        return result;
    }

    private void checks(
            StructuralSchema schema,
            JsonNode value,
            String path,
            @Nullable CorrelatedObject correlation,
            SchemaResult result) {
        if (TypeValidator.appliesTo(schema)) {
            TypeValidator.validate(schema, value, path, result);
            result.match();
        }
        combinations.validate(schema, value, path, result);
        result.match();
        switch (value.getNodeType()) {
            case STRING -> strings.validate(schema, value, path, result);
            case NUMBER -> NumberValidator.validate(schema.validation(), value, path, result);
            case ARRAY -> items(schema, value, path, correlation, result);
            default -> {}
        }
        enumeration(schema, value, path, result);
        result.match();
        if (value.isObject()) {
            fields(schema, value, path, correlation, result);
            result.match();
        }
        result.match();
    }

    private void items(
            StructuralSchema schema,
            JsonNode list,
            String path,
            @Nullable CorrelatedObject correlation,
            SchemaResult result) {
        if (schema.items() != null) {
            for (int index = 0; index < list.size(); index++) {
                CorrelatedObject old = correlation == null ? null : correlation.index(index);
                result.merge(validate(schema.items(), list.get(index), path + "[" + index + "]", old));
            }
        }
        LimitValidator.validateItems(schema.validation(), list, path, result);
        result.match();
        result.match();
    }

    private void fields(
            StructuralSchema schema,
            JsonNode object,
            String path,
            @Nullable CorrelatedObject correlation,
            SchemaResult result) {
        LimitValidator.validateProperties(schema.validation(), object, path, result);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (schema.properties().containsKey(member.getKey())) {
                continue;
            }
            if (Boolean.FALSE.equals(schema.allowsAdditionalProperties())) {
                result.add(LimitValidator.forbiddenProperty(path, member.getKey()));
            } else if (schema.additionalProperties() != null) {
                CorrelatedObject old = old(correlation, member.getKey(), path);
                String place = path + "." + member.getKey();
                result.merge(validate(schema.additionalProperties(), member.getValue(), place, old));
            }
        }
        schema.properties().forEach((name, property) -> {
            JsonNode value = object.get(name);
            if (value != null) {
                String place = path.isEmpty() ? name : path + "." + name;
                result.merge(validate(property, value, place, old(correlation, name, path)));
            }
        });
        for (String name : schema.validation().required()) {
            if (!object.has(name)) {
                result.add(SchemaError.required(path + "." + name));
            }
        }
    }

    /** An object's own version and kind look unchanged after a conversion, so they are always checked. */
    private static @Nullable CorrelatedObject old(@Nullable CorrelatedObject correlation, String name, String path) {
        boolean isTypeMeta = path.isEmpty() && (name.equals("kind") || name.equals("apiVersion"));
        return correlation == null || isTypeMeta ? null : correlation.key(name);
    }

    private static void enumeration(StructuralSchema schema, JsonNode value, String path, SchemaResult result) {
        List<JsonNode> supported = schema.validation().enumValues();
        if (!supported.isEmpty() && supported.stream().noneMatch(one -> isSame(one, value))) {
            result.add(SchemaError.enumeration(path, value, supported));
        }
    }

    /** Go converts the value to the type of the enumeration's value first; null is never one of the values. */
    private static boolean isSame(JsonNode supported, JsonNode value) {
        if (supported.isNumber() && value.isNumber()) {
            return JsonType.isInt64(supported)
                    ? supported.longValue() == value.longValue()
                    : supported.doubleValue() == value.doubleValue();
        }
        return !supported.isNull() && supported.equals(value);
    }
}
