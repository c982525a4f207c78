package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services (Kubernetes' {@code registry/core/service}) of an IPv4-only cluster. */
public final class ServiceStrategy implements SpecAndStatusStrategy {

    @Override
    public void applyDefaults(ObjectNode object) {
        ServiceDefaults.apply(object(object, "spec"));
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        object.putObject("status").putObject("loadBalancer");
        ServiceDefaults.completeAddresses(object(object, "spec"), null);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object, current, "status");
        if (current.path("spec") instanceof ObjectNode before) {
            ServiceTransition.apply(object(object, "spec"), before);
            ServiceDefaults.completeAddresses(object(object, "spec"), before);
        }
        if (!text(object, "spec", "type").equals("LoadBalancer")) {
            object(object, "status").putObject("loadBalancer");
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ServiceValidation.validate(object(object, "spec"), errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        ServiceValidation.validateAddressesKept(object.path("spec"), current.path("spec"), errors);
        validate(object, errors);
    }

    @Override
    public void allocate(ObjectNode object, @Nullable ObjectNode current, GenericLister cluster, FieldErrors errors) {
        new ServiceAllocation(object, cluster.list("services"), errors).allocate();
    }

    @Override
    public List<String> nameErrors(String name) {
        return NameSyntax.dns1035LabelErrors(name);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of(
                "spec.clusterIP", service -> text(service, "spec", "clusterIP"),
                "spec.type", service -> text(service, "spec", "type"));
    }
}
