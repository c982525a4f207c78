package dev.watchworks.apiserver.apiextensions.customresource;

import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Set;

/** The warnings about the names of finalizers in custom objects ({@code validateKubeFinalizerName}). */
final class FinalizerNames {
    private static final Set<String> STANDARD = Set.of("orphan", "foregroundDeletion", "kubernetes");

    private FinalizerNames() {}

    static void addWarnings(String finalizer, List<String> warnings) {
        String start = "metadata.finalizers: " + GoFormat.quoted(finalizer) + ": ";
        NameSyntax.qualifiedErrors(finalizer).forEach(problem -> warnings.add(start + problem));
        if (finalizer.indexOf('/') < 0 && !STANDARD.contains(finalizer)) {
            String path = finalizer.indexOf('.') < 0 ? "" : " including a path (/)";
            warnings.add(start + "prefer a domain-qualified finalizer name" + path
                    + " to avoid accidental conflicts with other finalizer writers");
        }
    }
}
