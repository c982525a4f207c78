package dev.watchworks.runner.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the methods of named classes; lambdas and anonymous classes belong to the method around them. */
final class MethodScanner extends TreeScanner<@Nullable Void, String> {

    /** The class around a place outside of all classes. */
    static final String NO_CLASS = "";

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<SourceMethod> methods = new ArrayList<>();
    private final List<CheckMethod> checks = new ArrayList<>();

    MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    List<SourceMethod> methods() {
        return methods;
    }

    List<CheckMethod> checks() {
        return checks;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String around) {
        return super.visitClass(type, type.getSimpleName().toString());
    }

    /** Does not scan the body again: the scan for markers has done so. */
    @Override
    public @Nullable Void visitMethod(MethodTree method, String type) {
        Tree returnType = method.getReturnType();
        if (method.getBody() != null && returnType != null) {
            int returnTypeStart = (int) positions.getStartPosition(unit, returnType);
            methods.add(new SourceMethod(
                    type + "." + method.getName() + "(" + parameters(method) + ")",
                    method.getName().toString(),
                    returnType.toString(),
                    unit.getLineMap().getLineNumber(returnTypeStart),
                    (int) positions.getStartPosition(unit, method),
                    returnTypeStart,
                    (int) positions.getEndPosition(unit, returnType),
                    (int) positions.getStartPosition(unit, method.getBody()),
                    (int) positions.getEndPosition(unit, method.getBody()),
                    markers(method)));
        }
        method.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals("Step"))
                .forEach(annotation -> checks.add(new CheckMethod(
                        type,
                        method.getName().toString(),
                        number(annotation, "value")
                                .orElseThrow(() -> new IllegalArgumentException("no number in " + annotation)),
                        number(annotation, "order").orElse(0))));
        return null;
    }

    private static String parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getType().toString().replace(" ", ""))
                .collect(Collectors.joining(","));
    }

    /** Returns a number of an annotation that is written as {@code @Step(3)} or {@code @Step(value = 3, order = 1)}. */
    private static Optional<Integer> number(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .filter(argument -> argument instanceof AssignmentTree named
                        ? named.getVariable().toString().equals(name)
                        : name.equals("value"))
                .map(argument -> argument instanceof AssignmentTree named ? named.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> (Integer) ((LiteralTree) literal).getValue())
                .findFirst();
    }

    private static SortedSet<Integer> markers(MethodTree method) {
        SortedSet<Integer> steps = new TreeSet<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                if (call.getMethodSelect().toString().equals("Todo.step")
                        && call.getArguments().get(0) instanceof LiteralTree number) {
                    steps.add((Integer) number.getValue());
                }
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(method.getBody(), null);
        return steps;
    }
}
