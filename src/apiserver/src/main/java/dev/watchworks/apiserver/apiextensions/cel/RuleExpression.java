package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import java.util.Collection;
import java.util.regex.Pattern;

/** Compiles an expression, and gives its errors the words of cel-go. */
final class RuleExpression {
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$");

    private RuleExpression() {}

    static CelAbstractSyntaxTree compile(CelCompiler compiler, String expression) throws InvalidExpressionException {
        CelValidationResult parsed = compiler.parse(expression);
        CelAbstractSyntaxTree syntax = tree(parsed, "Syntax error: ");
        CelAbstractSyntaxTree checked = tree(compiler.check(syntax), "");
        Collection<CelIssue> literals = LiteralValidation.validate(checked);
        if (!literals.isEmpty()) {
            throw new InvalidExpressionException(text(literals, checked.getSource()));
        }
        return checked;
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result, String prefix)
            throws InvalidExpressionException {
        try {
            return result.getAst();
        } catch (CelValidationException wrong) {
            Collection<CelIssue> issues = wrong.getErrors().stream()
                    .map(issue -> CelIssue.formatError(
                            issue.getExprId(), issue.getSourceLocation(), prefix + words(issue.getMessage())))
                    .toList();
            throw new InvalidExpressionException(text(issues, wrong.getSource()));
        }
    }

    private static String text(Collection<CelIssue> issues, CelSource source) {
        return CelIssue.toDisplayString(issues, source);
    }

    private static String words(String message) {
        return CANDIDATES
                .matcher(message)
                .replaceFirst("")
                .replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration");
    }
}
