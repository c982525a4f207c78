package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.compiler.CelCompiler;
import dev.watchworks.apiserver.apiextensions.schema.CompiledRules;
import dev.watchworks.apiserver.apiextensions.schema.RuleCompiler;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.apiextensions.schema.ValidationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Compiles rules with cel-java (Kubernetes' {@code schema/cel.Compile}). */
public final class CelRuleCompiler implements RuleCompiler {
    private static final String SELF = "self";
    private static final String OLD_SELF = "oldSelf";

    /** Types have names of their own, so that no rule depends on one. */
    private static final AtomicLong TYPE_NAMES = new AtomicLong();

    @Override
    public CompiledRules compile(StructuralSchema schema, boolean isResourceRoot) {
        DeclType type = SchemaDeclType.of(schema, isResourceRoot, "selfType" + TYPE_NAMES.incrementAndGet());
        if (type == null) {
            throw new IllegalStateException("unable to convert structural schema to CEL declarations");
        }
        Map<Boolean, CelCompiler> compilers = new HashMap<>();
        List<CelRule> rules = new ArrayList<>();
        for (ValidationRule rule : schema.extensions().rules()) {
            boolean optional = Boolean.TRUE.equals(rule.optionalOldSelf());
            CelCompiler compiler = compilers.computeIfAbsent(optional, key -> compiler(type, key));
            rules.add(compile(rule, type, compiler));
        }
        return new CelRules(schema, isResourceRoot, List.copyOf(rules));
    }

    private static CelCompiler compiler(DeclType type, boolean optionalOldSelf) {
        CelType old = optionalOldSelf ? OptionalType.create(type.celType()) : type.celType();
        return RuleEnvironment.COMPILER
                .toCompilerBuilder()
                .setTypeProvider(new SchemaTypes(type))
                .addVar(SELF, type.celType())
                .addVar(OLD_SELF, old)
                .build();
    }

    private static CelRule compile(ValidationRule rule, DeclType type, CelCompiler compiler) {
        if (rule.rule().isBlank()) {
            return CelRule.empty(rule);
        }
        try {
            CelAbstractSyntaxTree tree = RuleExpression.compile(compiler, rule.rule());
            if (tree.getResultType().kind() != CelKind.BOOL) {
                return CelRule.invalid(rule, "cel expression must evaluate to a bool");
            }
            return CelRule.of(rule, tree, type, compiler);
        } catch (InvalidExpressionException wrong) {
            return CelRule.invalid(rule, "compilation failed: " + wrong.getMessage());
        }
    }
}
