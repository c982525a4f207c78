package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.watchworks.apiserver.apiextensions.schema.RuleCompilation;
import dev.watchworks.apiserver.apiextensions.schema.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its programs.
 *
 * @param program null when the rule is empty or does not compile
 * @param message makes the message; null when the rule has no expression for it, or one that does not compile
 */
record CelRule(
        ValidationRule rule,
        RuleCompilation compilation,
        CelRuntime.@Nullable Program program,
        CelRuntime.@Nullable Program message) {

    static CelRule empty(ValidationRule rule) {
        return invalid(rule, "");
    }

    static CelRule invalid(ValidationRule rule, String error) {
        return new CelRule(rule, new RuleCompilation(error, "", false, 0, 0, 0), null, null);
    }

    static CelRule of(ValidationRule rule, CelAbstractSyntaxTree tree, DeclType type, CelCompiler compiler) {
        boolean usesOldSelf =
                tree.getReferenceMap().values().stream().map(CelReference::name).anyMatch("oldSelf"::equals);
        CelRuntime.Program program = program(tree);
        long cost = CostEstimator.maxCost(tree, type);
        long cardinality = SchemaDeclType.MAX_REQUEST_SIZE / (type.minSerializedSize() + 1);
        if (rule.messageExpression().isEmpty()) {
            RuleCompilation compilation = new RuleCompilation("", "", usesOldSelf, cost, 0, cardinality);
            return new CelRule(rule, compilation, program, null);
        }
        String error = "";
        long messageCost = 0;
        CelRuntime.Program message = null;
        try {
            CelAbstractSyntaxTree text = RuleExpression.compile(compiler, rule.messageExpression());
            if (text.getResultType().kind() == CelKind.STRING) {
                messageCost = CostEstimator.maxCost(text, type);
                message = program(text);
            } else {
                error = "messageExpression must evaluate to a string";
            }
        } catch (InvalidExpressionException wrong) {
            error = "messageExpression compilation failed: " + wrong.getMessage();
        }
        RuleCompilation compilation = new RuleCompilation("", error, usesOldSelf, cost, messageCost, cardinality);
        return new CelRule(rule, compilation, program, message);
    }

    private static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
        try {
            return RuleEnvironment.RUNTIME.createProgram(tree);
        } catch (CelEvaluationException wrong) {
            throw new IllegalStateException("program instantiation failed: " + wrong.getMessage(), wrong);
        }
    }
}
