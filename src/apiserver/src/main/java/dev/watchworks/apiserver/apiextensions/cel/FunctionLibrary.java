package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.parser.CelParserBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that Kubernetes adds to the language (apiserver's {@code cel/library}). */
final class FunctionLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    /** Functions that the language has too, for other types. */
    private static final List<String> SHARED = List.of("string", "indexOf", "lastIndexOf");

    /** What a function does; an {@link IllegalArgumentException} becomes the error of the evaluation. */
    interface Body {
        Object apply(Object[] arguments);
    }

    private final Map<String, List<CelOverloadDecl>> declarations = new LinkedHashMap<>();
    private final Map<String, List<CelFunctionBinding>> bindings = new LinkedHashMap<>();

    private FunctionLibrary() {}

    static FunctionLibrary kubernetes() {
        FunctionLibrary library = new FunctionLibrary();
        ListFunctions.addTo(library);
        RegexFunctions.addTo(library);
        UrlFunctions.addTo(library);
        IpFunctions.addTo(library);
        CidrFunctions.addTo(library);
        QuantityFunctions.addTo(library);
        FormatFunctions.addTo(library);
        SemverFunctions.addTo(library);
        StringFormat.addTo(library);
        return library;
    }

    /** Adds {@code name(arguments)}. */
    void global(String name, String overload, CelType result, List<CelArgument> arguments, Body body) {
        declare(name, CelOverloadDecl.newGlobalOverload(overload, result, types(arguments)), arguments, body);
    }

    /** Adds {@code first.name(rest)}. */
    void member(String name, String overload, CelType result, List<CelArgument> arguments, Body body) {
        declare(name, CelOverloadDecl.newMemberOverload(overload, result, types(arguments)), arguments, body);
    }

    private static List<CelType> types(List<CelArgument> arguments) {
        return arguments.stream().map(CelArgument::type).toList();
    }

    /** A body has no state, although its type does not say so. */
    @SuppressWarnings("Immutable")
    private void declare(String name, CelOverloadDecl overload, List<CelArgument> arguments, Body body) {
        declarations.computeIfAbsent(name, key -> new ArrayList<>()).add(overload);
        List<Class<?>> classes =
                arguments.stream().<Class<?>>map(CelArgument::javaClass).toList();
        bindings.computeIfAbsent(name, key -> new ArrayList<>())
                .add(CelFunctionBinding.from(overload.overloadId(), classes, values -> call(body, values)));
    }

    private static Object call(Body body, Object[] arguments) throws CelEvaluationException {
        try {
            return body.apply(arguments);
        } catch (IllegalArgumentException wrong) {
            throw new CelEvaluationException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    @Override
    public void setParserOptions(CelParserBuilder parser) {}

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        declarations.forEach((name, overloads) ->
                checker.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        bindings.forEach((name, overloads) -> runtime.addFunctionBindings(
                SHARED.contains(name) ? overloads : CelFunctionBinding.fromOverloads(name, overloads)));
    }
}
