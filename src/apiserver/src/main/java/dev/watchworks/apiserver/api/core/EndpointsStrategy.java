package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.IpAddress;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.List;

/** Endpoints (Kubernetes' {@code registry/core/endpoint}). */
public final class EndpointsStrategy implements Strategy {

    @Override
    public String deprecation() {
        return "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        FieldErrors.each(objects(object, "subsets"), "subsets", (subset, field) -> {
            if (subset.path("addresses").isEmpty()
                    && subset.path("notReadyAddresses").isEmpty()) {
                errors.required(field, "must specify `addresses` or `notReadyAddresses`");
            }
            validateAddresses(objects(subset, "addresses"), field + ".addresses", errors);
            validateAddresses(objects(subset, "notReadyAddresses"), field + ".notReadyAddresses", errors);
            validatePorts(objects(subset, "ports"), field + ".ports", errors);
        });
    }

    private static void validateAddresses(List<ObjectNode> addresses, String field, FieldErrors errors) {
        FieldErrors.each(addresses, field, (item, place) -> {
            String address = text(item, "ip");
            errors.invalid(place + ".ip", address, IpAddress.check(address));
            errors.invalid(place + ".ip", address, IpAddress.checkEndpoint(address));
        });
    }

    private static void validatePorts(List<ObjectNode> ports, String field, FieldErrors errors) {
        FieldErrors.each(ports, field, (port, place) -> {
            String name = text(port, "name");
            errors.required(place + ".name", name.isEmpty() && ports.size() > 1);
            errors.format(place + ".name", name, NameSyntax::dns1123LabelErrors);
            long number = number(port, "port");
            errors.invalid(place + ".port", number, ValueSyntax.portNumber(number));
            FieldRules.validate("core.EndpointPort", port, place + ".", errors);
        });
    }
}
