package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the ports of a service. */
final class ServicePortValidation {

    private ServicePortValidation() {}

    static void validate(ObjectNode spec, FieldErrors errors) {
        List<ObjectNode> ports = objects(spec, "ports");
        Set<String> names = new HashSet<>();
        FieldErrors.each(ports, "spec.ports", (port, field) -> {
            String name = text(port, "name");
            errors.required(field + ".name", name.isEmpty() && ports.size() > 1);
            errors.format(field + ".name", name, NameSyntax::dns1123LabelErrors);
            if (!name.isEmpty() && !names.add(name)) {
                errors.duplicate(field + ".name", quoted(name));
            }
            validatePort(port, field, errors);
        });
    }

    private static void validatePort(ObjectNode port, String field, FieldErrors errors) {
        long number = number(port, "port");
        errors.invalid(field + ".port", number, ValueSyntax.portNumber(number));
        FieldRules.validate("core.ServicePort", port, field + ".", errors);
        JsonNode target = port.path("targetPort");
        if (target.isTextual()) {
            errors.invalid(field + ".targetPort", target.asText(), ValueSyntax.portName(target.asText()));
        } else {
            errors.invalid(field + ".targetPort", target.asLong(), ValueSyntax.portNumber(target.asLong()));
        }
    }

    static void validateUniqueness(ObjectNode spec, FieldErrors errors) {
        List<ObjectNode> ports = objects(spec, "ports");
        boolean isInternal = text(spec, "type").equals("ClusterIP");
        FieldErrors.each(ports, "spec.ports", (port, field) -> {
            if (isInternal && number(port, "nodePort") != 0) {
                errors.forbidden(field + ".nodePort", "may not be used when `type` is 'ClusterIP'");
            }
        });
        Set<String> nodePorts = new HashSet<>();
        FieldErrors.each(ports, "spec.ports", (port, field) -> {
            long number = number(port, "nodePort");
            if (number != 0 && !nodePorts.add(text(port, "protocol") + number)) {
                errors.duplicate(field + ".nodePort", String.valueOf(number));
            }
        });
        Set<String> numbers = new HashSet<>();
        FieldErrors.each(ports, "spec.ports", (port, field) -> {
            String protocol = text(port, "protocol");
            long number = number(port, "port");
            if (!numbers.add(protocol + number)) {
                // The real server prints its internal form of a port, with only the compared fields set.
                errors.duplicate(
                        field,
                        "{\"Name\":\"\",\"Protocol\":\"" + protocol + "\",\"AppProtocol\":null,\"Port\":" + number
                                + ",\"TargetPort\":0,\"NodePort\":0}");
            }
        });
    }
}
