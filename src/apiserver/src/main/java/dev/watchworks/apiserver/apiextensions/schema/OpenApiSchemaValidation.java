package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of a schema and of its parts (Kubernetes' {@code ValidateCustomResourceDefinitionOpenAPISchema}).
 * Rules are compiled only where neither the schema nor its parts have another error.
 */
final class OpenApiSchemaValidation {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> META_FIELDS = List.of("metadata", "kind", "apiVersion");

    /**
     * What the schemas around a schema allow.
     *
     * @param noDefaults why there may be no default; null when there may be one
     * @param uncorrelatable the path of the schema around it whose parts have no counterpart in a stored object
     */
    private record Context(
            boolean insideMeta,
            @Nullable String noDefaults,
            @Nullable String uncorrelatable) {

        Context withoutDefaults(String reason) {
            return new Context(insideMeta, reason, uncorrelatable);
        }

        Context inMetadata() {
            return new Context(true, noDefaults, uncorrelatable);
        }

        Context withoutCorrelation(String field) {
            return uncorrelatable == null ? new Context(insideMeta, noDefaults, field) : this;
        }
    }

    private OpenApiSchemaValidation() {}

    /** @param costs sums up the rules' costs; null when the rules are not compiled */
    static void validate(JsonNode schema, String field, @Nullable RuleCosts costs, FieldErrors errors) {
        RuleScope scope = costs == null ? null : RuleScope.root(costs);
        FieldErrors ruleErrors = new FieldErrors();
        visit(schema, field, true, new Context(false, null, null), scope, errors, ruleErrors);
        errors.addAll(ruleErrors.list());
    }

    private static void visit(
            JsonNode schema,
            String field,
            boolean isRoot,
            Context context,
            @Nullable RuleScope scope,
            FieldErrors errors,
            FieldErrors ruleErrors) {
        FieldErrors own = new FieldErrors();
        standard(schema, field, context, own);
        if (schema.path("uniqueItems").asBoolean()) {
            own.forbidden(
                    field + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        parts(schema, field, isRoot, context, scope, own, ruleErrors);
        ListAndMapRules.validate(schema, field, own);
        if (!schema.path("x-kubernetes-validations").isEmpty()) {
            RuleDefinitionValidation.validate(schema, field, own);
            if (own.isEmpty() && scope != null) {
                scope.compile(schema, isRoot, field, context.uncorrelatable(), ruleErrors);
            }
        }
        errors.addAll(own.list());
    }

    private static void parts(
            JsonNode schema,
            String field,
            boolean isRoot,
            Context context,
            @Nullable RuleScope scope,
            FieldErrors errors,
            FieldErrors ruleErrors) {
        RuleScope below = scope == null ? null : scope.below(schema);
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject() || additional.isBoolean()) {
            boolean restricts = additional.isObject() || !additional.booleanValue();
            if (!schema.path("properties").isEmpty() && restricts) {
                errors.forbidden(
                        field + ".additionalProperties", "additionalProperties and properties are mutual exclusive");
            }
            if (additional.isObject()) {
                Context inside = context.insideMeta()
                        ? context.withoutDefaults("inside additionalProperties applying to object metadata")
                        : context;
                visit(additional, field + ".additionalProperties", false, inside, below, errors, ruleErrors);
            }
        }
        boolean isResource =
                isRoot || schema.path("x-kubernetes-embedded-resource").asBoolean();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Context inside = isResource && META_FIELDS.contains(property.getKey()) ? context.inMetadata() : context;
            if (isRoot && inside != context) {
                inside = inside.withoutDefaults("in top-level " + property.getKey());
            }
            String place = StructuralValidation.property(field, property.getKey());
            visit(property.getValue(), place, false, inside, below, errors, ruleErrors);
        }
        if (schema.path("not").isObject()) {
            visit(schema.path("not"), field + ".not", false, context, null, errors, ruleErrors);
        }
        for (String name : List.of("allOf", "oneOf", "anyOf")) {
            JsonNode list = schema.path(name);
            for (int index = 0; index < list.size(); index++) {
                String place = field + "." + name + "[" + index + "]";
                visit(list.get(index), place, false, context, null, errors, ruleErrors);
            }
        }
        if (schema.path("items").isObject()) {
            boolean isMap = schema.path("x-kubernetes-list-type").asText().equals("map");
            Context inside = isMap ? context : context.withoutCorrelation(field);
            visit(schema.path("items"), field + ".items", false, inside, below, errors, ruleErrors);
        }
    }

    private static void standard(JsonNode schema, String field, Context context, FieldErrors errors) {
        String type = schema.path("type").asText();
        if (!type.isEmpty()) {
            errors.supported(field + ".type", type, TYPES);
        }
        if (schema.hasNonNull("default") && context.noDefaults() != null) {
            errors.forbidden(field + ".default", "must not be set " + context.noDefaults());
        }
        UnsupportedFields.validate(schema, field, errors);
        if (type.equals("null")) {
            errors.forbidden(field + ".type", "type cannot be set to null, use nullable as an alternative");
        }
        if (schema.path("items").isArray()) {
            errors.forbidden(field + ".items", "items must be a schema object and not an array");
        }
        if (context.insideMeta()
                && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            errors.forbidden(field + ".x-kubernetes-embedded-resource", "must not be used inside of resource meta");
        }
        JsonNode preserves = schema.path("x-kubernetes-preserve-unknown-fields");
        if (preserves.isBoolean() && !preserves.booleanValue()) {
            String place = field + ".x-kubernetes-preserve-unknown-fields";
            errors.invalid(place, GoFormat.badValue(preserves), "must be true or undefined");
        }
    }
}
