package dev.watchworks.apiserver.api.discovery;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.IpAddress;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Endpoint slices (Kubernetes' {@code registry/discovery/endpointslice}). */
public final class EndpointSliceStrategy implements Strategy {
    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        String type = text(object, "addressType");
        FieldRules.validate("discovery.EndpointSlice", object, "", errors);
        validatePorts(objects(object, "ports"), errors);
        List<ObjectNode> endpoints = objects(object, "endpoints");
        FieldErrors.each(endpoints, "endpoints", (item, place) -> validateEndpoint(item, type, place, errors));
    }

    private static void validatePorts(List<ObjectNode> ports, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        FieldErrors.each(ports, "ports", (port, field) -> {
            String name = text(port, "name");
            errors.format(field + ".name", name, NameSyntax::dns1123LabelErrors);
            errors.unique(field + ".name", name, names);
            FieldRules.validate("discovery.EndpointPort", port, field + ".", errors);
        });
    }

    private static void validateEndpoint(ObjectNode endpoint, String type, String field, FieldErrors errors) {
        List<String> addresses = texts(endpoint, "addresses");
        errors.required(field + ".addresses", addresses.isEmpty(), "must contain at least 1 address");
        FieldErrors.each(type.startsWith("IP") ? addresses : List.of(), field + ".addresses", (address, place) -> {
            List<String> wrong = IpAddress.check(address);
            errors.invalid(place, address, wrong);
            boolean fits = type.equals("IPv4") ? IpAddress.isFour(address) : IpAddress.isSix(address);
            if (wrong.isEmpty() && !fits) {
                errors.invalid(field + ".addresses", quoted(address), "must be an " + type + " address");
            }
            if (wrong.isEmpty()) {
                errors.invalid(place, address, IpAddress.checkEndpoint(address));
            }
        });
        JsonNode host = endpoint.path("hostname");
        if (host.isTextual()) {
            errors.invalid(field + ".hostname", host.asText(), NameSyntax.dns1123LabelErrors(host.asText()));
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        FieldRules.validateImmutable("discovery.EndpointSlice", object, current, "", errors);
    }

    @Override
    public boolean incrementsGeneration(ObjectNode object, ObjectNode current) {
        return Stream.of("addressType", "endpoints", "ports")
                        .anyMatch(field -> !object.path(field).equals(current.path(field)))
                || !at(object, "metadata", "labels").equals(at(current, "metadata", "labels"));
    }
}
