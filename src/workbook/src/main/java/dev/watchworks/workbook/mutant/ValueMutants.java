package dev.watchworks.workbook.mutant;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import dev.watchworks.runner.source.JavaFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of conditions, boundaries, arithmetic and constants. */
final class ValueMutants extends MutantScanner {

    private static final Map<Tree.Kind, String> BOUNDARIES = Map.of(
            Tree.Kind.LESS_THAN, "<=",
            Tree.Kind.LESS_THAN_EQUAL, "<",
            Tree.Kind.GREATER_THAN, ">=",
            Tree.Kind.GREATER_THAN_EQUAL, ">");

    private static final Map<Tree.Kind, String> ARITHMETIC = Map.of(
            Tree.Kind.PLUS, "-",
            Tree.Kind.MINUS, "+",
            Tree.Kind.MULTIPLY, "/",
            Tree.Kind.DIVIDE, "*",
            Tree.Kind.REMAINDER, "*",
            Tree.Kind.LEFT_SHIFT, ">>",
            Tree.Kind.RIGHT_SHIFT, "<<");

    ValueMutants(JavaFile source, CompilationUnitTree unit, SourcePositions positions) {
        super(source, unit, positions);
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void nothing) {
        negate(tree.getCondition());
        return super.visitIf(tree, nothing);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void nothing) {
        negate(tree.getCondition());
        return super.visitWhileLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void nothing) {
        negate(tree.getCondition());
        return super.visitConditionalExpression(tree, nothing);
    }

    private void negate(ExpressionTree condition) {
        replace(MutationOperator.CONDITION, condition, "(!(" + code(condition) + "))");
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void nothing) {
        switch (tree.getKind()) {
            case LOGICAL_COMPLEMENT -> replace(MutationOperator.CONDITION, tree, code(tree.getExpression()));
            case UNARY_MINUS -> replace(MutationOperator.ARITHMETIC, tree, code(tree.getExpression()));
            case POSTFIX_INCREMENT, PREFIX_INCREMENT ->
                replace(MutationOperator.ARITHMETIC, tree, code(tree).replace("++", "--"));
            case POSTFIX_DECREMENT, PREFIX_DECREMENT ->
                replace(MutationOperator.ARITHMETIC, tree, code(tree).replace("--", "++"));
            default -> {}
        }
        return super.visitUnary(tree, nothing);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
        String left = code(tree.getLeftOperand());
        String right = code(tree.getRightOperand());
        Tree.Kind kind = tree.getKind();
        if (kind == Tree.Kind.CONDITIONAL_AND || kind == Tree.Kind.CONDITIONAL_OR) {
            replace(MutationOperator.CONDITION, tree, left);
            replace(MutationOperator.CONDITION, tree, right);
        } else if (kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO) {
            replace(MutationOperator.CONDITION, tree, left + (kind == Tree.Kind.EQUAL_TO ? " != " : " == ") + right);
        } else if (BOUNDARIES.containsKey(kind)) {
            replace(MutationOperator.BOUNDARY, tree, left + " " + BOUNDARIES.get(kind) + " " + right);
        } else if (ARITHMETIC.containsKey(kind) && !left.contains("\"") && !right.contains("\"")) {
            replace(MutationOperator.ARITHMETIC, tree, left + " " + ARITHMETIC.get(kind) + " " + right);
        }
        return super.visitBinary(tree, nothing);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
        switch (tree.getKind()) {
            case INT_LITERAL, LONG_LITERAL -> {
                long value = ((Number) tree.getValue()).longValue();
                String suffix = tree.getKind() == Tree.Kind.LONG_LITERAL ? "L" : "";
                replace(MutationOperator.CONSTANT, tree, (value + 1) + suffix);
                if (value > 1) {
                    replace(MutationOperator.CONSTANT, tree, (value - 1) + suffix);
                }
            }
            case BOOLEAN_LITERAL ->
                replace(MutationOperator.CONSTANT, tree, Boolean.toString(!(Boolean) tree.getValue()));
            case STRING_LITERAL -> replace(MutationOperator.CONSTANT, tree, "\"\"");
            default -> {}
        }
        return null;
    }
}
