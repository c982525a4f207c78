package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Namespaces (Kubernetes' {@code registry/core/namespace}). */
public final class NamespaceStrategy implements SpecAndStatusStrategy {

    /** The finalizer in the spec that stays until the namespace is empty. */
    private static final String FINALIZER = "kubernetes";

    @Override
    public void applyDefaults(ObjectNode object) {
        String name = text(object, "metadata", "name");
        if (!name.isEmpty()) {
            object(object(object, "metadata"), "labels").put("kubernetes.io/metadata.name", name);
        }
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        object.putObject("status").put("phase", "Active");
        ObjectNode spec = object(object, "spec");
        if (!texts(spec, "finalizers").contains(FINALIZER)) {
            NestedFields.array(spec, "finalizers").add(FINALIZER);
        }
        // applyDefaults ran before the registry generated a name.
        applyDefaults(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object(object, "spec"), current.path("spec"), "finalizers");
        keep(object, current, "status");
    }

    @Override
    public List<String> nameErrors(String name) {
        return NameSyntax.dns1123LabelErrors(name);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("status.phase", namespace -> text(namespace, "status", "phase"));
    }
}
