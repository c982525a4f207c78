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
        int index = 0;
        for (ObjectNode subset : objects(object, "subsets")) {
            String field = "subsets[" + index++ + "]";
            if (subset.path("addresses").isEmpty()
                    && subset.path("notReadyAddresses").isEmpty()) {
                errors.required(field, "must specify `addresses` or `notReadyAddresses`");
            }
            validateAddresses(objects(subset, "addresses"), field + ".addresses", errors);
            validateAddresses(objects(subset, "notReadyAddresses"), field + ".notReadyAddresses", errors);
            validatePorts(objects(subset, "ports"), field + ".ports", errors);
        }
    }

    private static void validateAddresses(List<ObjectNode> addresses, String field, FieldErrors errors) {
        for (int index = 0; index < addresses.size(); index++) {
            String place = field + "[" + index + "].ip";
            String address = text(addresses.get(index), "ip");
            errors.invalid(place, address, IpAddress.check(address));
            errors.invalid(place, address, IpAddress.checkEndpoint(address));
        }
    }

    private static void validatePorts(List<ObjectNode> ports, String field, FieldErrors errors) {
        for (int index = 0; index < ports.size(); index++) {
            String place = field + "[" + index + "]";
            String name = text(ports.get(index), "name");
            if (name.isEmpty() && ports.size() > 1) {
                errors.required(place + ".name", "");
            } else if (!name.isEmpty()) {
                errors.invalid(place + ".name", name, NameSyntax.labelErrors(name));
            }
            long port = number(ports.get(index), "port");
            errors.invalid(place + ".port", port, ValueSyntax.portNumber(port));
            FieldRules.validate("core.EndpointPort", ports.get(index), place + ".", errors);
        }
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
