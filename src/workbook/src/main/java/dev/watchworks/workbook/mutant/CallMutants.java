package dev.watchworks.workbook.mutant;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.SourcePositions;
import dev.watchworks.runner.source.JavaFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of calls: left out, other names, other arguments. */
final class CallMutants extends MutantScanner {

    /** Methods whose result does not depend on the order of their arguments. */
    private static final Set<String> ANY_ORDER = Set.of("Math.max", "Math.min", "Set.of");

    /** Names that are easily taken for each other. */
    private static final Map<String, String> NEIGHBOURS = Map.ofEntries(
            Map.entry("notifyAll", "notify"),
            Map.entry("signalAll", "signal"),
            Map.entry("ofMillis", "ofSeconds"),
            Map.entry("ofSeconds", "ofMillis"),
            Map.entry("ofNanos", "ofMillis"),
            Map.entry("toMillis", "toSeconds"),
            Map.entry("toNanos", "toMillis"),
            Map.entry("min", "max"),
            Map.entry("max", "min"),
            Map.entry("put", "putIfAbsent"),
            Map.entry("putIfAbsent", "put"),
            Map.entry("anyMatch", "allMatch"),
            Map.entry("allMatch", "anyMatch"),
            Map.entry("findFirst", "findAny"),
            Map.entry("isInterrupted", "interrupted"),
            Map.entry("shutdown", "shutdownNow"),
            Map.entry("shutdownNow", "shutdown"),
            Map.entry("equals", "equalsIgnoreCase"),
            Map.entry("getNamespace", "getName"),
            Map.entry("getReplicas", "getReadyReplicas"));

    private static final Set<String> UNSAFE_MAPS = Set.of("ConcurrentHashMap", "LinkedHashMap", "ConcurrentHashSet");

    CallMutants(JavaFile source, CompilationUnitTree unit, SourcePositions positions) {
        super(source, unit, positions);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
        List<? extends ExpressionTree> arguments = tree.getArguments();
        if (tree.getMethodSelect() instanceof MemberSelectTree select) {
            String called = select.getIdentifier().toString();
            if (select.getExpression() instanceof MethodInvocationTree) {
                replace(MutationOperator.CALL, tree, code(select.getExpression()));
            }
            neighbour(called, end(select) - called.length());
        } else if (tree.getMethodSelect() instanceof IdentifierTree called) {
            neighbour(called.getName().toString(), start(called));
        }
        if (arguments.size() == 1) {
            replace(MutationOperator.CALL, tree, "(" + code(arguments.get(0)) + ")");
        }
        if (!ANY_ORDER.contains(tree.getMethodSelect().toString())) {
            swap(arguments);
        }
        return super.visitMethodInvocation(tree, nothing);
    }

    private void neighbour(String called, int at) {
        String other = NEIGHBOURS.get(called);
        if (other != null) {
            MutationOperator operator = other.equals("notify") || other.equals("signal")
                    ? MutationOperator.CONCURRENCY
                    : MutationOperator.CALL;
            replace(operator, at, at + called.length(), other);
        }
    }

    private void swap(List<? extends ExpressionTree> arguments) {
        for (int index = 1; index < arguments.size(); index++) {
            ExpressionTree first = arguments.get(index - 1);
            ExpressionTree second = arguments.get(index);
            replace(
                    MutationOperator.ARGUMENTS,
                    start(first),
                    end(second),
                    code(second) + text(end(first), start(second)) + code(first));
        }
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
        String made = tree.getIdentifier().toString();
        UNSAFE_MAPS.stream()
                .filter(made::startsWith)
                .forEach(map -> replace(
                        MutationOperator.CONCURRENCY,
                        tree.getIdentifier(),
                        "java.util.HashMap" + made.substring(map.length())));
        swap(tree.getArguments());
        return super.visitNewClass(tree, nothing);
    }
}
