package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.EqualsOperator;
import dev.cel.runtime.standard.NotEqualsOperator;
import java.util.EnumSet;
import java.util.Set;

/**
 * The language as Kubernetes 1.34 offers it to new rules, that is, with what 1.33 has too (apiserver's {@code
 * cel/environment}).
 */
final class RuleEnvironment {
    /** Kubernetes stops a rule by its cost; the library counts the iterations of macros instead. */
    private static final int MAX_ITERATIONS = 1_000_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableOptionalSyntax(true)
            .enableHeterogeneousNumericComparisons(true)
            .enableRegexPartialMatch(true)
            .enableTimestampEpoch(true)
            .enableUnsignedLongs(true)
            .enableHomogeneousLiterals(false)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .build();

    /** What Kubernetes defines in another way. */
    private static final Set<CelStandardOverload> REPLACED = Set.of(
            EqualsOperator.EqualsOverload.EQUALS,
            NotEqualsOperator.NotEqualsOverload.NOT_EQUALS,
            AddOperator.AddOverload.ADD_LIST);

    private static final Set<Function> STRINGS = EnumSet.complementOf(EnumSet.of(Function.REVERSE));
    private static final FunctionLibrary KUBERNETES = FunctionLibrary.kubernetes();

    /** Compiles expressions without variables. */
    static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(
                    CelExtensions.optional(),
                    CelExtensions.strings(STRINGS),
                    CelExtensions.sets(OPTIONS),
                    CelExtensions.comprehensions(),
                    KUBERNETES)
            .build();

    static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((function, overload) -> !REPLACED.contains(overload))
                    .build())
            .addFunctionBindings(new ListSemantics(OPTIONS).bindings())
            .addLibraries(
                    CelExtensions.optional(),
                    CelExtensions.strings(STRINGS),
                    CelExtensions.sets(OPTIONS),
                    CelExtensions.comprehensions(),
                    KUBERNETES)
            .build();

    private RuleEnvironment() {}
}
