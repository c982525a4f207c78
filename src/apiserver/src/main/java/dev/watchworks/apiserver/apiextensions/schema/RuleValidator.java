package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.golang.GoJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules of a schema and of its parts, from the outside to the inside (Kubernetes' {@code schema/cel}
 * {@code Validator}). It has parts only where a schema has rules, and compiles a rule when it is needed first.
 */
final class RuleValidator {
    private final StructuralSchema schema;
    private final boolean isResourceRoot;
    private final @Nullable RuleValidator items;
    private final @Nullable RuleValidator additionalProperties;
    private final Map<String, RuleValidator> properties = new LinkedHashMap<>();
    private volatile @Nullable CompiledRules compiled;

    private RuleValidator(StructuralSchema schema, boolean isResourceRoot) {
        this.schema = schema;
        this.isResourceRoot = isResourceRoot;
        this.items = part(schema.items());
        this.additionalProperties = part(schema.additionalProperties());
        schema.properties().forEach((name, property) -> {
            RuleValidator part = part(property);
            if (part != null) {
                properties.put(name, part);
            }
        });
    }

    static RuleValidator of(StructuralSchema schema, boolean isResourceRoot) {
        return new RuleValidator(schema, isResourceRoot);
    }

    private static @Nullable RuleValidator part(@Nullable StructuralSchema schema) {
        if (schema == null) {
            return null;
        }
        RuleValidator part = new RuleValidator(schema, schema.extensions().embeddedResource());
        return part.isEmpty() ? null : part;
    }

    /** Whether there are no rules at all. */
    boolean isEmpty() {
        return schema.extensions().rules().isEmpty()
                && items == null
                && additionalProperties == null
                && properties.isEmpty();
    }

    /** Where errors and warnings go. */
    record Output(FieldErrors errors, Consumer<String> warnings) {}

    void validate(JsonNode value, @Nullable JsonNode old, String path, RatchetingOptions ratcheting, Output output) {
        if (value.isNull()) {
            return;
        }
        if (!schema.extensions().rules().isEmpty()) {
            JsonNode oldSelf = old == null || old.isNull() ? null : old;
            for (RuleFailure failure : compiled().evaluate(value, oldSelf)) {
                report(failure, path, ratcheting, output);
            }
        }
        if (value.isArray() && items != null) {
            KeyedItems oldItems = KeyedItems.of(schema, old);
            for (int index = 0; index < value.size(); index++) {
                JsonNode item = value.get(index);
                items.validate(item, oldItems.get(item), path + "[" + index + "]", ratcheting.index(index), output);
            }
        } else if (value.isObject()) {
            fields(value, old, path, ratcheting, output);
        }
    }

    private void fields(
            JsonNode object, @Nullable JsonNode old, String path, RatchetingOptions ratcheting, Output output) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            RuleValidator property = properties.get(name);
            JsonNode oldField = old == null ? null : old.get(name);
            if (property != null) {
                String place = path.isEmpty() ? name : path + "." + name;
                property.validate(member.getValue(), oldField, place, ratcheting.key(name), output);
            } else if (additionalProperties != null) {
                additionalProperties.validate(
                        member.getValue(), oldField, path + "[" + name + "]", ratcheting.key(name), output);
            }
        }
    }

    private CompiledRules compiled() {
        CompiledRules rules = compiled;
        if (rules == null) {
            rules = RuleCompiler.get().compile(schema, isResourceRoot);
            compiled = rules;
        }
        return rules;
    }

    private void report(RuleFailure failure, String path, RatchetingOptions ratcheting, Output output) {
        FieldErrors error = new FieldErrors();
        String type = GoFormat.quoted(schema.type());
        if (failure.isError()) {
            error.invalid(path.isEmpty() ? "<nil>" : path, type, failure.detail());
            output.errors.addAll(error.list());
            return;
        }
        String field = field(path, failure.rule());
        switch (failure.rule().reason()) {
            case "FieldValueForbidden" -> error.forbidden(field, failure.detail());
            case "FieldValueRequired" -> error.required(field, failure.detail());
            case "FieldValueDuplicate" -> error.duplicate(field, type);
            default -> error.invalid(field, type, failure.detail());
        }
        if (!failure.usesOldSelf() && ratcheting.shouldRatchetError()) {
            error.list().forEach(one -> output.warnings.accept(one.field() + ": " + one.message()));
        } else {
            output.errors.addAll(error.list());
        }
    }

    private String field(String path, ValidationRule rule) {
        String below = rule.fieldPath().isEmpty() ? null : RuleFieldPath.normalize(rule.fieldPath(), schema);
        if (below == null) {
            return path.isEmpty() ? "<nil>" : path;
        }
        return path.isEmpty() ? below : path + "." + below;
    }

    /** The value of a definition's rule that does not compile, as the real server writes it. */
    static String internalForm(ValidationRule rule) {
        String optional = String.valueOf(rule.optionalOldSelf());
        return "{\"Rule\":" + GoJson.text(rule.rule())
                + ",\"Message\":" + GoJson.text(rule.message())
                + ",\"MessageExpression\":" + GoJson.text(rule.messageExpression())
                + ",\"Reason\":" + (rule.reason().isEmpty() ? "null" : GoJson.text(rule.reason()))
                + ",\"FieldPath\":" + GoJson.text(rule.fieldPath())
                + ",\"OptionalOldSelf\":" + optional + "}";
    }
}
