package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.FieldErrors.FieldError;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.golang.GoJson;
import java.util.List;
import java.util.Map;

/**
 * Checks the schema in a custom resource definition: whether it is structural, and whether its defaults and rules are
 * valid (Kubernetes' {@code apis/apiextensions/validation}).
 */
public final class StructuralSchemaValidation {
    /** With the status subresource, the status is checked alone, so the root may not restrict it. The names are Go's. */
    private static final Map<String, String> ALLOWED_AT_ROOT = RootFields.allowedWithStatus();

    private StructuralSchemaValidation() {}

    /**
     * Adds an error for each problem of a new schema.
     *
     * @param schema a {@code JSONSchemaProps} object
     * @param hasStatus whether the version has the status subresource
     * @param field the schema's path, such as {@code spec.versions[0].schema.openAPIV3Schema}
     */
    public static void validate(JsonNode schema, boolean hasStatus, String field, FieldErrors errors) {
        validate(schema, hasStatus, false, field, errors);
    }

    /** The same without the status subresource. */
    public static void validate(JsonNode schema, String field, FieldErrors errors) {
        validate(schema, false, field, errors);
    }

    /**
     * The same for a schema that an update does not change.
     *
     * @param isUnchanged whether a rule may cost more than the limit for one rule, because it is stored already
     */
    public static void validate(
            JsonNode schema, boolean hasStatus, boolean isUnchanged, String field, FieldErrors errors) {
        FieldErrors found = new FieldErrors();
        if (hasStatus) {
            root(schema, field, found);
        }
        if (schema.path("nullable").asBoolean()) {
            found.forbidden(field + ".nullable", "nullable cannot be true at the root");
        }
        String unsupported = UnsupportedFields.first(schema);
        RuleCosts costs = new RuleCosts(isUnchanged);
        boolean checkRules = false;
        if (unsupported.isEmpty()) {
            StructuralSchema structural = StructuralSchema.parse(schema);
            List<FieldError> problems = StructuralValidation.validate(structural, field);
            found.addAll(problems);
            if (problems.isEmpty()) {
                FieldErrors defaults = new FieldErrors();
                DefaultsValidation.validate(structural, field, defaults);
                found.addAll(defaults.list());
                checkRules = defaults.isEmpty();
            }
        }
        OpenApiSchemaValidation.validate(schema, field, checkRules ? costs : null, found);
        if (found.isEmpty() && !unsupported.isEmpty()) {
            found.invalid(field, "\"\"", unsupported);
        }
        costs.addErrors(field, found);
        errors.addAll(found.list());
    }

    private static void root(JsonNode schema, String field, FieldErrors errors) {
        String type = schema.path("type").asText();
        if (!type.isEmpty() && !type.equals(JsonType.OBJECT)) {
            String detail =
                    "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled";
            errors.invalid(field + ".type", GoFormat.quoted(type), detail);
            return;
        }
        boolean restricted = schema.propertyStream()
                .anyMatch(member -> !ALLOWED_AT_ROOT.containsKey(member.getKey()) && !isZero(member.getValue()));
        if (restricted) {
            String names = String.join(" ", ALLOWED_AT_ROOT.values());
            errors.invalid(
                    field,
                    GoJson.marshal(schema),
                    "only [" + names
                            + "] fields are allowed at the root of the schema if the status subresource is enabled");
        }
    }

    private static boolean isZero(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isBoolean() && !value.booleanValue();
    }
}
