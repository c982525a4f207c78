package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a schema's values can occur in one object, and what its rules cost then (Kubernetes' {@code
 * CELSchemaContext}).
 *
 * @param costs of all rules of the definition
 * @param maxCardinality how often the value occurs at most, or null when the schemas around it set no limit
 */
record RuleScope(RuleCosts costs, @Nullable Long maxCardinality) {

    static RuleScope root(RuleCosts costs) {
        return new RuleScope(costs, 1L);
    }

    /** The scope of the parts of a schema. */
    RuleScope below(JsonNode schema) {
        Long elements = maxElements(schema);
        Long product = maxCardinality == null || elements == null
                ? null
                : Long.valueOf(RuleCosts.multiply(maxCardinality, elements));
        return new RuleScope(costs, product);
    }

    private static @Nullable Long maxElements(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case JsonType.OBJECT -> {
                JsonNode additional = schema.path("additionalProperties");
                yield additional.isObject() || additional.isBoolean()
                        ? limit(schema, "maxProperties")
                        : Long.valueOf(1);
            }
            case JsonType.ARRAY -> limit(schema, "maxItems");
            default -> 1L;
        };
    }

    private static @Nullable Long limit(JsonNode schema, String name) {
        return schema.path(name).isNumber() ? Math.max(0, schema.path(name).longValue()) : null;
    }

    /** Compiles a schema's rules and adds their errors. */
    void compile(JsonNode schema, boolean isRoot, String field, @Nullable String uncorrelatable, FieldErrors errors) {
        StructuralSchema structural = StructuralSchema.parse(schema);
        boolean isResource = isRoot || structural.extensions().embeddedResource();
        List<RuleCompilation> compilations =
                RuleCompiler.get().compile(structural, isResource).compilations();
        for (int index = 0; index < compilations.size(); index++) {
            ValidationRule rule = structural.extensions().rules().get(index);
            String place = field + ".x-kubernetes-validations[" + index + "]";
            add(rule, compilations.get(index), place, uncorrelatable, errors);
        }
    }

    private void add(
            ValidationRule rule,
            RuleCompilation compiled,
            String field,
            @Nullable String uncorrelatable,
            FieldErrors errors) {
        long cardinality = maxCardinality == null ? compiled.maxCardinality() : maxCardinality;
        long cost = RuleCosts.multiply(compiled.maxCost(), cardinality);
        costs.add(field + ".rule", "estimated rule cost", cost, errors);
        String shown = RuleValidator.internalForm(rule);
        if (!compiled.error().isEmpty()) {
            errors.invalid(field + ".rule", shown, compiled.error());
        }
        if (!compiled.messageError().isEmpty()) {
            errors.invalid(field + ".messageExpression", shown, compiled.messageError());
        } else if (!rule.messageExpression().isEmpty() && compiled.error().isEmpty()) {
            costs.add(
                    field + ".messageExpression",
                    "estimated messageExpression cost",
                    compiled.messageMaxCost(),
                    errors);
        }
        if (!compiled.usesOldSelf() && rule.optionalOldSelf() != null) {
            errors.invalid(
                    field + ".optionalOldSelf",
                    String.valueOf(rule.optionalOldSelf()),
                    "may not be set if oldSelf is not used in rule");
        } else if (compiled.usesOldSelf() && uncorrelatable != null) {
            errors.invalid(
                    field + ".rule",
                    GoFormat.quoted(rule.rule()),
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within " + uncorrelatable);
        }
    }
}
