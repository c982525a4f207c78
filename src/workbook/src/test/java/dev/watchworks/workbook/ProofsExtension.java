package dev.watchworks.workbook;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Proofs} of a run to whoever asks for it; JUnit closes it when all tests are over. */
final class ProofsExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ProofsExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Proofs.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Proofs.class, key -> new Proofs(), Proofs.class);
    }
}
