package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.FieldErrors.FieldError;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether a schema is structural (Kubernetes' {@code schema.ValidateStructural}). */
final class StructuralValidation {
    private static final String X = ".x-kubernetes-";

    /** Where a schema stands, which decides what may be missing. */
    private enum Level {
        ROOT("must not be empty at the root"),
        ITEM("must not be empty for specified array items"),
        FIELD("must not be empty for specified object fields");

        private final String missingType;

        Level(String missingType) {
            this.missingType = missingType;
        }
    }

    private final FieldErrors errors = new FieldErrors();

    private StructuralValidation() {}

    /** The errors, sorted by their text. */
    static List<FieldError> validate(StructuralSchema schema, String field) {
        StructuralValidation validation = new StructuralValidation();
        validation.schema(schema, Level.ROOT, field);
        StructuralCompleteness.validate(schema, field, validation.errors);
        List<FieldError> sorted = new ArrayList<>(validation.errors.list());
        sorted.sort(Comparator.comparing(error -> error.field() + ": " + error.message()));
        return sorted;
    }

    private void schema(StructuralSchema schema, Level level, String field) {
        if (schema.type().equals(JsonType.ARRAY) && schema.items() == null) {
            errors.required(field + ".items", "must be specified");
        }
        if (schema.items() != null) {
            schema(schema.items(), Level.ITEM, field + ".items");
        }
        schema.properties().forEach((name, property) -> schema(property, Level.FIELD, property(field, name)));
        if (schema.allowsAdditionalProperties() != null && level == Level.ROOT) {
            errors.forbidden(field + ".additionalProperties", "must not be used at the root");
        }
        if (schema.additionalProperties() != null) {
            schema(schema.additionalProperties(), Level.FIELD, field + ".additionalProperties");
        }
        extensions(schema.extensions(), field);
        boolean isIntOrString = IntOrStringPattern.isAnyOf(schema.validation().anyOf());
        values(schema.validation(), isIntOrString, IntOrStringPattern.isAllOf(schema.validation()), field);
        type(schema, level, field);
        embedded(schema, level, field);
    }

    private void extensions(SchemaExtensions extensions, String field) {
        String detail = "must be false if x-kubernetes-int-or-string is true";
        if (extensions.intOrString() && extensions.preserveUnknownFields()) {
            errors.invalid(field + X + "preserve-unknown-fields", "true", detail);
        }
        if (extensions.intOrString() && extensions.embeddedResource()) {
            errors.invalid(field + X + "embedded-resource", "true", detail);
        }
    }

    private void type(StructuralSchema schema, Level level, String field) {
        SchemaExtensions extensions = schema.extensions();
        String type = schema.type();
        boolean isObject = type.equals(JsonType.OBJECT);
        if (extensions.embeddedResource() && !isObject) {
            String detail = "must be object if x-kubernetes-embedded-resource is true";
            if (type.isEmpty()) {
                errors.required(field + ".type", detail);
            } else {
                errors.invalid(field + ".type", GoFormat.quoted(type), detail);
            }
        } else if (type.isEmpty() && !extensions.intOrString() && !extensions.preserveUnknownFields()) {
            errors.required(field + ".type", level.missingType);
        }
        if (extensions.embeddedResource() && schema.allowsAdditionalProperties() != null) {
            String detail = "must not be used if x-kubernetes-embedded-resource is set";
            errors.forbidden(field + ".additionalProperties", detail);
        }
        if (level == Level.ROOT && !type.isEmpty() && !isObject) {
            errors.invalid(field + ".type", GoFormat.quoted(type), "must be object at the root");
        }
    }

    private void embedded(StructuralSchema schema, Level level, String field) {
        boolean isResource = level == Level.ROOT || schema.extensions().embeddedResource();
        if (isResource) {
            for (String name : List.of("kind", "apiVersion")) {
                StructuralSchema property = schema.properties().get(name);
                if (property != null && !property.type().equals(JsonType.STRING)) {
                    String place = property(field, name) + ".type";
                    errors.invalid(place, GoFormat.quoted(property.type()), "must be string");
                }
            }
        }
        StructuralSchema metadata = schema.properties().get("metadata");
        if (metadata != null) {
            metadata(metadata, isResource, level, property(field, "metadata"));
        }
        if (schema.extensions().embeddedResource()
                && !schema.extensions().preserveUnknownFields()
                && schema.properties().isEmpty()) {
            errors.required(
                    field + ".properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields");
        }
    }

    private void metadata(StructuralSchema metadata, boolean isResource, Level level, String field) {
        if (isResource && !metadata.type().equals(JsonType.OBJECT)) {
            errors.invalid(field + ".type", GoFormat.quoted(metadata.type()), "must be object");
        }
        if (level == Level.ROOT && !isPlainMetadata(metadata)) {
            errors.forbidden(
                    field,
                    "must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    private static boolean isPlainMetadata(StructuralSchema metadata) {
        boolean plainProperties =
                Set.of("name", "generateName").containsAll(metadata.properties().keySet());
        JsonNode source = metadata.source();
        return plainProperties
                && source.propertyStream()
                        .allMatch(member ->
                                Set.of("type", "default", "properties").contains(member.getKey()));
    }

    private void values(ValueValidation rules, boolean skipAnyOf, boolean skipFirstAllOf, String field) {
        if (!skipAnyOf) {
            FieldErrors.each(rules.anyOf(), field + ".anyOf", (one, place) -> nested(one, false, place));
        }
        for (int index = 0; index < rules.allOf().size(); index++) {
            nested(rules.allOf().get(index), skipFirstAllOf && index == 0, field + ".allOf[" + index + "]");
        }
        FieldErrors.each(rules.oneOf(), field + ".oneOf", (one, place) -> nested(one, false, place));
        nested(rules.not(), false, field + ".not");
        pattern(rules.pattern(), field + ".pattern");
    }

    private void pattern(String pattern, String field) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            String detail = "must be a valid regular expression, but isn't: " + wrong.getMessage();
            errors.invalid(field, GoFormat.quoted(pattern), detail);
        }
    }

    private void nested(@Nullable StructuralSchema schema, boolean skipAnyOf, String field) {
        if (schema == null) {
            return;
        }
        values(schema.validation(), skipAnyOf, false, field);
        nested(schema.items(), false, field + ".items");
        schema.properties().forEach((name, property) -> nested(property, false, property(field, name)));
        boolean allowsOthers = Boolean.TRUE.equals(schema.allowsAdditionalProperties());
        SchemaExtensions extensions = schema.extensions();
        forbidden(!schema.type().isEmpty(), field + ".type", "empty");
        forbidden(allowsOthers, field + ".additionalProperties", "undefined");
        forbidden(schema.defaultValue() != null, field + ".default", "undefined");
        forbidden(schema.source().hasNonNull("title"), field + ".title", "empty");
        forbidden(schema.source().hasNonNull("description"), field + ".description", "empty");
        forbidden(schema.nullable(), field + ".nullable", "false");
        forbidden(extensions.preserveUnknownFields(), field + X + "preserve-unknown-fields", "false");
        forbidden(extensions.embeddedResource(), field + X + "embedded-resource", "false");
        forbidden(extensions.intOrString(), field + X + "int-or-string", "false");
        forbidden(!extensions.listMapKeys().isEmpty(), field + X + "list-map-keys", "empty");
        forbidden(!extensions.listType().isEmpty(), field + X + "list-type", "undefined");
        forbidden(!extensions.mapType().isEmpty(), field + X + "map-type", "undefined");
        forbidden(!extensions.rules().isEmpty(), field + X + "validations", "empty");
        if (schema.properties().containsKey("metadata")) {
            errors.forbidden(property(field, "metadata"), "must not be specified in a nested context");
        }
    }

    private void forbidden(boolean isPresent, String field, String wanted) {
        if (isPresent) {
            errors.forbidden(field, "must be " + wanted + " to be structural");
        }
    }

    static String property(String field, String name) {
        return field + ".properties[" + name + "]";
    }
}
