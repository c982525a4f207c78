package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nodes (Kubernetes' {@code registry/core/node}). */
public final class NodeStrategy implements SpecAndStatusStrategy {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode status = object(object, "status");
        if (status.has("capacity") && !status.has("allocatable")) {
            status.set("allocatable", status.path("capacity").deepCopy());
        }
    }

    /** Taints a new node that is not ready, as the plugin TaintNodesByCondition does. */
    @Override
    public @Nullable String admit(ObjectNode object, GenericLister cluster) {
        boolean ready = Conditions.isTrue(object, "Ready");
        ObjectNode spec = object(object, "spec");
        boolean tainted = objects(spec, "taints").stream()
                .anyMatch(taint -> text(taint, "key").equals(NOT_READY));
        if (!ready && !tainted) {
            spec.withArrayProperty("taints").addObject().put("key", NOT_READY).put("effect", "NoSchedule");
        }
        return null;
    }

    /** Keeps the status that a kubelet sends. */
    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {}

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        FieldErrors.each(objects(object, "spec", "taints"), "metadata.taints", (taint, field) -> {
            String key = text(taint, "key");
            errors.invalid(field + ".key", key, NameSyntax.qualifiedErrors(key));
            FieldRules.validate("core.Taint", taint, field + ".", errors);
        });
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        String provider = text(current, "spec", "providerID");
        if (!provider.isEmpty() && !provider.equals(text(object, "spec", "providerID"))) {
            errors.forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid");
        }
        validate(object, errors);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of(
                "spec.unschedulable",
                node -> String.valueOf(at(node, "spec", "unschedulable").asBoolean()));
    }
}
