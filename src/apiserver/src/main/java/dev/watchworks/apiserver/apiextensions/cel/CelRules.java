package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.watchworks.apiserver.apiextensions.schema.CompiledRules;
import dev.watchworks.apiserver.apiextensions.schema.RuleCompilation;
import dev.watchworks.apiserver.apiextensions.schema.RuleFailure;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.apiextensions.schema.ValidationRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one schema, and their evaluation (Kubernetes' {@code schema/cel.Validator.validateExpressions}). */
final class CelRules implements CompiledRules {
    private static final int MAX_MESSAGE_BYTES = 5 * 1024;

    private final StructuralSchema schema;
    private final boolean isResourceRoot;
    private final List<CelRule> rules;

    CelRules(StructuralSchema schema, boolean isResourceRoot, List<CelRule> rules) {
        this.schema = schema;
        this.isResourceRoot = isResourceRoot;
        this.rules = rules;
    }

    @Override
    public List<RuleCompilation> compilations() {
        return rules.stream().map(CelRule::compilation).toList();
    }

    @Override
    public List<RuleFailure> evaluate(JsonNode self, @Nullable JsonNode oldSelf) {
        List<RuleFailure> failures = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", value(self));
        Object old = oldSelf == null ? null : value(oldSelf);
        for (CelRule rule : rules) {
            RuleFailure failure = evaluate(rule, variables, old);
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }

    private Object value(JsonNode value) {
        return isResourceRoot && value.isObject()
                ? new ObjectView(value, schema, true)
                : SchemaValues.of(value, schema);
    }

    private static @Nullable RuleFailure evaluate(CelRule rule, Map<String, Object> variables, @Nullable Object old) {
        CelRuntime.Program program = rule.program();
        if (program == null) {
            String error = rule.compilation().error();
            return error.isEmpty() ? null : failure(rule, "rule compile error: " + error, true);
        }
        boolean optional = Boolean.TRUE.equals(rule.rule().optionalOldSelf());
        if (rule.compilation().usesOldSelf()) {
            if (old == null && !optional) {
                return null;
            }
            variables.put("oldSelf", optional || old == null ? Optional.ofNullable(old) : old);
        }
        try {
            boolean holds = Boolean.TRUE.equals(program.eval(variables));
            return holds ? null : failure(rule, message(rule, variables), false);
        } catch (CelEvaluationException wrong) {
            return failure(rule, EvaluationErrors.detail(wrong, rule.rule().rule(), name(rule.rule())), true);
        }
    }

    private static RuleFailure failure(CelRule rule, String detail, boolean isError) {
        return new RuleFailure(rule.rule(), detail, isError, rule.compilation().usesOldSelf());
    }

    private static String message(CelRule rule, Map<String, Object> variables) {
        CelRuntime.Program program = rule.message();
        if (program != null) {
            try {
                String text = String.valueOf(program.eval(variables)).strip();
                boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= MAX_MESSAGE_BYTES;
                if (fits && !text.isEmpty() && text.indexOf('\n') < 0) {
                    return text;
                }
            } catch (CelEvaluationException wrong) {
                return ruleMessage(rule.rule());
            }
        }
        return ruleMessage(rule.rule());
    }

    private static String ruleMessage(ValidationRule rule) {
        return rule.message().isEmpty()
                ? "failed rule: " + name(rule)
                : rule.message().strip();
    }

    private static String name(ValidationRule rule) {
        return rule.message().isEmpty() ? rule.rule().strip() : rule.message().strip();
    }
}
