package dev.watchworks.apiserver.apiextensions.schema;

import java.util.ServiceLoader;

/**
 * Compiles validation rules. The implementation is found with {@link ServiceLoader} by the first schema that has a rule,
 * so that a server without rules never loads the library for the Common Expression Language.
 */
public interface RuleCompiler {

    /**
     * Compiles the rules of a schema, without those of its parts.
     *
     * @param isResourceRoot whether the value has apiVersion, kind and metadata, which rules can use
     */
    CompiledRules compile(StructuralSchema schema, boolean isResourceRoot);

    /**
     * The implementation on the class path.
     *
     * @throws IllegalStateException when there is none
     */
    static RuleCompiler get() {
        return LazyRuleCompiler.INSTANCE;
    }
}
