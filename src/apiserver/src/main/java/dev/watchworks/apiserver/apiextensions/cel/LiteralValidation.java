package dev.watchworks.apiserver.apiextensions.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.watchworks.apiserver.golang.GoDuration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks literals that the checker lets pass: cel-go's validators of regular expressions, times, lists and maps. */
final class LiteralValidation {
    private final CelAbstractSyntaxTree tree;
    private final List<CelIssue> issues = new ArrayList<>();

    private LiteralValidation(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static List<CelIssue> validate(CelAbstractSyntaxTree tree) {
        LiteralValidation validation = new LiteralValidation(tree);
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(validation::node);
        return validation.issues;
    }

    private void node(CelNavigableExpr node) {
        CelExpr expression = node.expr();
        switch (expression.exprKind().getKind()) {
            case CALL -> {
                call(expression.call());
                new FormatValidation(tree, this::report).validate(expression);
            }
            case LIST -> {
                if (!isExempt(node)) {
                    sameTypes(expression.list().elements());
                }
            }
            case MAP -> {
                if (!isExempt(node)) {
                    sameTypes(expression.map().entries().stream()
                            .map(CelExpr.CelMap.Entry::key)
                            .toList());
                    sameTypes(expression.map().entries().stream()
                            .map(CelExpr.CelMap.Entry::value)
                            .toList());
                }
            }
            default -> {}
        }
    }

    private void call(CelCall call) {
        if (call.args().isEmpty()) {
            return;
        }
        CelExpr argument = call.args().get(call.args().size() - 1);
        switch (call.function()) {
            case "matches" -> literal(argument, "invalid matches argument", Pattern::compile);
            case "duration" -> literal(argument, "invalid duration argument", GoDuration::parse);
            case "timestamp" -> literal(argument, "invalid timestamp argument", OffsetDateTime::parse);
            default -> {}
        }
    }

    private void literal(CelExpr argument, String error, Consumer<String> parser) {
        boolean isText = argument.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        if (!isText) {
            return;
        }
        try {
            parser.accept(argument.constant().stringValue());
        } catch (PatternSyntaxException | IllegalArgumentException | DateTimeParseException wrong) {
            report(argument, error);
        }
    }

    /** The arguments of {@code format} may have several types. */
    private static boolean isExempt(CelNavigableExpr node) {
        for (var parent = node.parent();
                parent.isPresent();
                parent = parent.get().parent()) {
            CelExpr expression = parent.get().expr();
            boolean isCall = expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL;
            if (isCall && expression.call().function().equals("format")) {
                return true;
            }
        }
        return false;
    }

    private void sameTypes(List<CelExpr> elements) {
        CelType first = null;
        for (CelExpr element : elements) {
            CelType type = tree.getType(element.id()).orElse(null);
            if (type == null) {
                continue;
            }
            if (first == null) {
                first = type;
            } else if (first.kind() != CelKind.DYN && type.kind() != CelKind.DYN && !first.equals(type)) {
                report(
                        element,
                        "expected type '" + CelTypes.format(first) + "' but found '" + CelTypes.format(type) + "'");
                return;
            }
        }
    }

    private void report(CelExpr expression, String message) {
        int offset = tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
        CelSourceLocation place = tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
        issues.add(CelIssue.formatError(expression.id(), place, message));
    }
}
