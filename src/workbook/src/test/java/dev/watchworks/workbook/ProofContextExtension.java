package dev.watchworks.workbook;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the one {@link ProofContext} of a run; JUnit closes it after all tests. */
final class ProofContextExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ProofContextExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ProofContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ProofContext.class, key -> new ProofContext(), ProofContext.class);
    }
}
