package dev.watchworks.apiserver.apiextensions.schema;

import java.util.ServiceLoader;

/** Holds the rule compiler, so that the first use loads it. */
final class LazyRuleCompiler {
    static final RuleCompiler INSTANCE = ServiceLoader.load(RuleCompiler.class, RuleCompiler.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no " + RuleCompiler.class.getName()
                    + " on the class path, which evaluates x-kubernetes-validations; add the complete"
                    + " watchworks-apiserver with its dependencies"));

    private LazyRuleCompiler() {}
}
