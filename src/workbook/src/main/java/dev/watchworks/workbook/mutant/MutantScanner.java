package dev.watchworks.workbook.mutant;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.watchworks.runner.source.JavaFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds changes that can be made in the methods of a file. Some of them do not compile: the caller drops these. Lines of
 * the log and the method {@code main} stay as they are, because no task asks for them.
 */
abstract class MutantScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final String file;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Mutant> mutants = new ArrayList<>();
    private String type = "";
    private String method = "";
    private String returnType = "";

    MutantScanner(JavaFile source, CompilationUnitTree unit, SourcePositions positions) {
        this.file = source.name();
        this.text = source.text();
        this.unit = unit;
        this.positions = positions;
    }

    /** Scans the file and returns all changes. */
    List<Mutant> find() {
        scan(unit, null);
        return mutants;
    }

    /** The return type of the method around, as it is written; empty in a lambda. */
    String returnType() {
        return returnType;
    }

    int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }

    /** The first place of a word from a place on. */
    int find(String word, int from) {
        return text.indexOf(word, from);
    }

    String code(Tree tree) {
        return text.substring(start(tree), end(tree));
    }

    void replace(MutationOperator operator, Tree tree, String after) {
        replace(operator, start(tree), end(tree), after);
    }

    void replace(MutationOperator operator, int start, int end, String after) {
        String around = method.isEmpty() ? type : type + "." + method;
        String before = text.substring(start, end);
        if (!before.equals(after)) {
            long line = unit.getLineMap().getLineNumber(start);
            mutants.add(new Mutant(file, line, around, operator, start, end, before, after));
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        String outer = type;
        String simpleName = tree.getSimpleName().toString();
        type = simpleName.isEmpty() ? type : simpleName;
        super.visitClass(tree, nothing);
        type = outer;
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
        if (tree.getBody() == null || tree.getName().contentEquals("main")) {
            return null;
        }
        String outer = method;
        String outerReturnType = returnType;
        method = tree.getName().toString();
        returnType = tree.getReturnType() == null ? "" : tree.getReturnType().toString();
        signature(tree);
        scan(tree.getBody(), nothing);
        method = outer;
        returnType = outerReturnType;
        return null;
    }

    /** Finds changes of a method's modifiers. */
    void signature(MethodTree tree) {}

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
        return scan(tree.getInitializer(), nothing);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
        String outer = returnType;
        returnType = "";
        super.visitLambdaExpression(tree, nothing);
        returnType = outer;
        return null;
    }

    @Override
    public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, @Nullable Void nothing) {
        return isLog(tree) ? null : super.visitExpressionStatement(tree, nothing);
    }

    static boolean isLog(ExpressionStatementTree tree) {
        return tree.getExpression().toString().startsWith("System.err.");
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
        return null;
    }
}
