package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what an expression costs at most (cel-go's {@code checker.Cost}, which the Java library lacks). A server
 * rejects rules that would cost too much for the largest object that fits into a request.
 */
final class CostEstimator {
    private static final Estimate CREATE_LIST = Estimate.fixed(10);
    private static final Estimate CREATE_MAP = Estimate.fixed(30);
    private static final Estimate CREATE_STRUCT = Estimate.fixed(40);

    /**
     * A variable inside an expression.
     *
     * @param size null when it is not known
     * @param entries the sizes of its items or values, if it is a list or map of the expression itself; or null
     */
    private record Local(
            List<String> path,
            @Nullable Estimate size,
            @Nullable Entries entries) {}

    /** The sizes of the keys and values of a list or map that an expression makes. */
    private record Entries(boolean isList, Estimate keys, Estimate values) {}

    private final CelAbstractSyntaxTree tree;
    private final SizeEstimator sizes;
    private final LibraryCosts library;
    private final Map<Long, List<String>> paths = new HashMap<>();
    private final Map<Long, Estimate> computedSizes = new HashMap<>();
    private final Map<Long, Entries> computedEntries = new HashMap<>();
    private final Map<String, Deque<Local>> locals = new HashMap<>();

    private CostEstimator(CelAbstractSyntaxTree tree, DeclType root) {
        this.tree = tree;
        this.sizes = new SizeEstimator(root);
        this.library = new LibraryCosts(sizes);
    }

    /** The cost in the worst case. */
    static long maxCost(CelAbstractSyntaxTree tree, DeclType root) {
        return new CostEstimator(tree, root).cost(tree.getExpr()).max();
    }

    private Estimate cost(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> ident(expression);
            case SELECT -> select(expression, expression.select());
            case CALL -> call(expression, expression.call());
            case LIST -> list(expression);
            case MAP -> map(expression);
            case STRUCT -> {
                Estimate sum = CREATE_STRUCT;
                for (var entry : expression.struct().entries()) {
                    sum = sum.plus(cost(entry.value()));
                }
                yield sum;
            }
            case COMPREHENSION -> comprehension(expression, expression.comprehension());
            default -> Estimate.NONE;
        };
    }

    private Estimate ident(CelExpr expression) {
        String name = expression.ident().name();
        Local local = local(name);
        paths.put(expression.id(), local == null ? List.of(name) : local.path());
        return Estimate.ONE;
    }

    private Estimate select(CelExpr expression, CelSelect select) {
        Estimate sum = cost(select.operand());
        if (select.testOnly()) {
            return sum;
        }
        CelType type = type(select.operand());
        CelKind kind = type == null ? CelKind.DYN : type.kind();
        if (kind == CelKind.MAP || kind == CelKind.STRUCT || kind == CelKind.TYPE_PARAM) {
            sum = sum.plus(Estimate.ONE);
        }
        paths.put(expression.id(), below(path(select.operand()), select.field()));
        return sum;
    }

    private Estimate call(CelExpr expression, CelCall call) {
        if (call.function().equals("dyn")) {
            CelExpr argument = call.args().get(0);
            Estimate cost = cost(argument).plus(Estimate.ONE);
            copySizes(expression, argument);
            return cost;
        }
        List<Estimate> costs = new ArrayList<>();
        List<CostNode> nodes = new ArrayList<>();
        for (CelExpr argument : call.args()) {
            costs.add(cost(argument));
            nodes.add(node(argument));
        }
        List<String> overloads = overloads(expression);
        if (overloads.isEmpty()) {
            return Estimate.NONE;
        }
        Estimate sum = Estimate.NONE;
        CostNode target = null;
        if (call.target().isPresent()) {
            sum = cost(call.target().get());
            target = node(call.target().get());
        }
        Estimate functionCost = Estimate.EMPTY_RANGE;
        Estimate resultSize = null;
        for (String overload : overloads) {
            CallEstimate estimate = library.cost(call.function(), overload, target, nodes);
            estimate = estimate == null
                    ? StandardCosts.cost(overload, target, nodes, costs)
                    : estimate.plus(StandardCosts.sum(costs));
            functionCost = functionCost.union(estimate.cost());
            resultSize = union(resultSize, estimate.resultSize());
            entries(expression, overload, call.args());
            if (overload.equals("index_list") || overload.equals("index_map")) {
                Entries entries = entries(call.args().get(0));
                resultSize = entries == null ? null : entries.values();
                String step = overload.equals("index_list") ? "@items" : "@values";
                paths.put(expression.id(), below(path(call.args().get(0)), step));
            }
            resultSize = resultSize == null ? size(expression) : resultSize;
        }
        if (resultSize != null) {
            computedSizes.put(expression.id(), resultSize);
        }
        return sum.plus(functionCost);
    }

    private static @Nullable Estimate union(@Nullable Estimate one, @Nullable Estimate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.union(other);
    }

    /** A choice between two lists, or their sum, has the items of both. */
    private void entries(CelExpr expression, String overload, List<CelExpr> arguments) {
        int first = overload.equals("conditional") ? 1 : overload.startsWith("add_") ? 0 : -1;
        if (first < 0 || arguments.size() < first + 2) {
            return;
        }
        Entries one = entries(arguments.get(first));
        Entries other = entries(arguments.get(first + 1));
        if (one != null && other != null) {
            computedEntries.put(
                    expression.id(),
                    new Entries(
                            one.isList(),
                            one.keys().union(other.keys()),
                            one.values().union(other.values())));
        }
    }

    private List<String> overloads(CelExpr expression) {
        return tree.getReference(expression.id())
                .map(reference -> List.copyOf(reference.overloadIds()))
                .orElse(List.of());
    }

    private Estimate list(CelExpr expression) {
        List<CelExpr> elements = expression.list().elements();
        Estimate sum = CREATE_LIST;
        Estimate values = elements.isEmpty() ? Estimate.NONE : Estimate.EMPTY_RANGE;
        for (CelExpr element : elements) {
            sum = sum.plus(cost(element));
            values = values.union(sizeOrUnknown(element));
        }
        computedEntries.put(expression.id(), new Entries(true, Estimate.ONE, values));
        return sum;
    }

    private Estimate map(CelExpr expression) {
        var entries = expression.map().entries();
        Estimate sum = CREATE_MAP;
        Estimate keys = entries.isEmpty() ? Estimate.NONE : Estimate.EMPTY_RANGE;
        Estimate values = keys;
        for (var entry : entries) {
            sum = sum.plus(cost(entry.key())).plus(cost(entry.value()));
            keys = keys.union(sizeOrUnknown(entry.key()));
            values = values.union(sizeOrUnknown(entry.value()));
        }
        computedEntries.put(expression.id(), new Entries(false, keys, values));
        return sum;
    }

    private Estimate comprehension(CelExpr expression, CelComprehension loop) {
        Estimate sum = cost(loop.iterRange()).plus(cost(loop.accuInit()));
        Local accumulator = new Local(path(loop.accuInit()), size(loop.accuInit()), entries(loop.accuInit()));
        push(loop.accuVar(), accumulator);
        boolean isBinding = loop.iterRange().getKind() == CelExpr.ExprKind.Kind.LIST
                && loop.iterRange().list().elements().isEmpty()
                && !isAccumulator(loop.accuVar());
        if (isBinding) {
            sum = sum.plus(cost(loop.result()));
            pop(loop.accuVar());
            copySizes(expression, loop.result());
            return sum;
        }
        pushIteration(loop);
        Estimate each = cost(loop.loopCondition()).plus(cost(loop.loopStep()));
        pop(loop.iterVar());
        if (!loop.iterVar2().isEmpty()) {
            pop(loop.iterVar2());
        }
        sum = sum.plus(cost(loop.result()));
        pop(loop.accuVar());
        Estimate count = sizeOrUnknown(loop.iterRange());
        sum = sum.plus(count.times(each));
        switch (loop.accuInit().getKind()) {
            case CONSTANT -> copySize(expression, size(loop.accuInit()));
            case LIST, MAP -> {
                copySize(expression, count);
                Entries step = entries(loop.loopStep());
                if (step != null) {
                    computedEntries.put(expression.id(), step);
                }
            }
            default -> {}
        }
        return sum;
    }

    private void pushIteration(CelComprehension loop) {
        Entries entries = entries(loop.iterRange());
        CelType type = type(loop.iterRange());
        boolean isList = entries == null ? type != null && type.kind() == CelKind.LIST : entries.isList();
        List<String> path = path(loop.iterRange());
        Estimate keys = entries == null ? null : entries.keys();
        Estimate values = entries == null ? null : entries.values();
        if (loop.iterVar2().isEmpty()) {
            Estimate size = isList ? values : keys;
            push(loop.iterVar(), new Local(below(path, isList ? "@items" : "@keys"), size, null));
        } else {
            push(loop.iterVar(), new Local(below(path, isList ? "@indices" : "@keys"), keys, null));
            push(loop.iterVar2(), new Local(below(path, isList ? "@items" : "@values"), values, null));
        }
    }

    private static boolean isAccumulator(String name) {
        return name.equals("@result") || name.equals("__result__");
    }

    private void push(String name, Local local) {
        locals.computeIfAbsent(name, key -> new ArrayDeque<>()).push(local);
    }

    private void pop(String name) {
        Deque<Local> stack = locals.get(name);
        if (stack != null) {
            stack.pop();
        }
    }

    private @Nullable Local local(String name) {
        Deque<Local> stack = locals.get(name);
        return stack == null ? null : stack.peek();
    }

    private static List<String> below(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private @Nullable CelType type(CelExpr expression) {
        return tree.getType(expression.id()).orElse(null);
    }

    private List<String> path(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            Local local = local(expression.ident().name());
            if (local != null) {
                return local.path();
            }
        }
        return paths.getOrDefault(expression.id(), List.of());
    }

    private CostNode node(CelExpr expression) {
        List<String> path = path(expression);
        boolean known = path.isEmpty() || !isAccumulator(path.get(0));
        return new CostNode(known ? path : List.of(), type(expression), expression, size(expression));
    }

    private Estimate sizeOrUnknown(CelExpr expression) {
        Estimate size = size(expression);
        return size == null ? Estimate.UNKNOWN : size;
    }

    private void copySizes(CelExpr to, CelExpr from) {
        copySize(to, size(from));
        Entries entries = entries(from);
        if (entries != null) {
            computedEntries.put(to.id(), entries);
        }
    }

    private void copySize(CelExpr to, @Nullable Estimate size) {
        if (size != null) {
            computedSizes.put(to.id(), size);
        }
    }

    private @Nullable Estimate size(CelExpr expression) {
        Estimate size = computedSizes.get(expression.id());
        size = size == null ? literalSize(expression) : size;
        if (size != null) {
            return size;
        }
        size = sizes.schemaSize(path(expression));
        if (size != null) {
            computedSizes.put(expression.id(), size);
            return size;
        }
        size = SizeEstimator.typeSize(type(expression));
        if (size == null && expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            Local local = local(expression.ident().name());
            return local == null ? null : local.size();
        }
        return size;
    }

    private static @Nullable Estimate literalSize(CelExpr expression) {
        return switch (expression.getKind()) {
            case LIST -> Estimate.fixed(expression.list().elements().size());
            case MAP -> Estimate.fixed(expression.map().entries().size());
            case CONSTANT -> {
                CelConstant constant = expression.constant();
                yield switch (constant.getKind()) {
                    case STRING_VALUE ->
                        Estimate.fixed(constant.stringValue()
                                .codePointCount(0, constant.stringValue().length()));
                    case BYTES_VALUE -> Estimate.fixed(constant.bytesValue().size());
                    default -> Estimate.ONE;
                };
            }
            default -> null;
        };
    }

    private @Nullable Entries entries(CelExpr expression) {
        Entries entries = computedEntries.get(expression.id());
        if (entries == null && expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            Local local = local(expression.ident().name());
            return local == null ? null : local.entries();
        }
        return entries;
    }
}
