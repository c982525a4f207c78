package dev.watchworks.workbook.mutant;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import dev.watchworks.runner.source.JavaFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of statements: left out, other returns, catch blocks, synchronization. */
final class StatementMutants extends MutantScanner {

    private static final Map<String, String> NARROWER = Map.of(
            "Throwable", "Exception",
            "Exception", "RuntimeException",
            "RuntimeException", "IllegalStateException",
            "IOException", "java.io.FileNotFoundException",
            "ApiException", "IllegalStateException");

    StatementMutants(JavaFile source, CompilationUnitTree unit, SourcePositions positions) {
        super(source, unit, positions);
    }

    @Override
    void signature(MethodTree tree) {
        modifier(tree.getModifiers(), start(tree), "synchronized");
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
        modifier(tree.getModifiers(), start(tree), "volatile");
        return super.visitVariable(tree, nothing);
    }

    private void modifier(ModifiersTree modifiers, int start, String word) {
        if (modifiers.getFlags().stream().anyMatch(flag -> flag.toString().equals(word))) {
            int at = find(word, start);
            replace(MutationOperator.CONCURRENCY, at, at + word.length(), "");
        }
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void nothing) {
        String body = tree.getStatement().toString();
        if (body.contains("wait()") || body.contains(".await(")) {
            replace(MutationOperator.CONCURRENCY, start(tree), start(tree) + "while".length(), "if");
        }
        return super.visitWhileLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, @Nullable Void nothing) {
        if (!isLog(tree)) {
            replace(MutationOperator.REMOVAL, tree, ";");
        }
        return super.visitExpressionStatement(tree, nothing);
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void nothing) {
        replace(MutationOperator.REMOVAL, tree, ";");
        return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void nothing) {
        replace(MutationOperator.REMOVAL, tree, ";");
        return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
        ExpressionTree value = tree.getExpression();
        if (value == null) {
            replace(MutationOperator.REMOVAL, tree, ";");
        } else {
            switch (returnType()) {
                case "" -> {}
                case "boolean" -> {
                    replace(MutationOperator.RETURN, value, "true");
                    replace(MutationOperator.RETURN, value, "false");
                }
                case "int", "long", "double" -> replace(MutationOperator.RETURN, value, "0");
                case "String" -> {
                    replace(MutationOperator.RETURN, value, "\"\"");
                    replace(MutationOperator.RETURN, value, "null");
                }
                case "Duration" -> replace(MutationOperator.RETURN, value, "Duration.ZERO");
                default -> replace(MutationOperator.RETURN, value, "null");
            }
        }
        return super.visitReturn(tree, nothing);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void nothing) {
        replace(MutationOperator.CONCURRENCY, tree, code(tree.getBlock()));
        return super.visitSynchronized(tree, nothing);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void nothing) {
        if (tree.getFinallyBlock() != null) {
            replace(MutationOperator.EXCEPTION, tree.getFinallyBlock(), "{}");
        }
        if (tree.getResources().size() == 1) {
            String resource = code(tree.getResources().get(0));
            String rest = text(start(tree.getBlock()), end(tree));
            boolean hasMore = !tree.getCatches().isEmpty() || tree.getFinallyBlock() != null;
            // The resource stays open. It is opened inside of the try block, so that the catch blocks still apply.
            String block = "{ " + resource + "; " + rest.substring(1);
            replace(MutationOperator.EXCEPTION, tree, hasMore ? "try " + block : block);
        }
        return super.visitTry(tree, nothing);
    }

    @Override
    public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
        VariableTree caught = tree.getParameter();
        if (!isLog(tree.getBlock())) {
            replace(MutationOperator.EXCEPTION, tree.getBlock(), "{}");
        }
        replace(MutationOperator.EXCEPTION, tree.getBlock(), "{ throw " + caught.getName() + "; }");
        String narrower = NARROWER.get(caught.getType().toString());
        if (narrower != null) {
            replace(MutationOperator.EXCEPTION, caught.getType(), narrower);
        }
        return super.visitCatch(tree, nothing);
    }

    private static boolean isLog(BlockTree block) {
        return block.getStatements().stream()
                .allMatch(statement -> statement instanceof ExpressionStatementTree line && isLog(line));
    }
}
