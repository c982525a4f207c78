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
        for (int index = 0; index < ports.size(); index++) {
            String field = "spec.ports[" + index + "]";
            String name = text(ports.get(index), "name");
            if (name.isEmpty() && ports.size() > 1) {
                errors.required(field + ".name", "");
            } else if (!name.isEmpty()) {
                errors.invalid(field + ".name", name, NameSyntax.labelErrors(name));
                if (!names.add(name)) {
                    errors.duplicate(field + ".name", quoted(name));
                }
            }
            validatePort(ports.get(index), field, errors);
        }
    }

    private static void validatePort(ObjectNode port, String field, FieldErrors errors) {
        long number = number(port, "port");
        errors.invalid(field + ".port", number, ValueSyntax.portNumber(number));
        FieldRules.validate("core.ServicePort", port, field + ".", errors);
        JsonNode target = port.path("targetPort");
        if (target.isTextual()) {
            errors.invalid(field + ".targetPort", target.asText(), ValueSyntax.portName(target.asText()));
        } else {
            ValueSyntax.portNumber(target.asLong())
                    .forEach(wrong -> errors.invalid(field + ".targetPort", target.asText(), wrong));
        }
    }

    static void validateUniqueness(ObjectNode spec, FieldErrors errors) {
        List<ObjectNode> ports = objects(spec, "ports");
        if (text(spec, "type").equals("ClusterIP")) {
            for (int index = 0; index < ports.size(); index++) {
                if (number(ports.get(index), "nodePort") != 0) {
                    errors.forbidden(
                            "spec.ports[" + index + "].nodePort", "may not be used when `type` is 'ClusterIP'");
                }
            }
        }
        Set<String> nodePorts = new HashSet<>();
        for (int index = 0; index < ports.size(); index++) {
            long port = number(ports.get(index), "nodePort");
            if (port != 0 && !nodePorts.add(text(ports.get(index), "protocol") + port)) {
                errors.duplicate("spec.ports[" + index + "].nodePort", String.valueOf(port));
            }
        }
        Set<String> numbers = new HashSet<>();
        for (int index = 0; index < ports.size(); index++) {
            String protocol = text(ports.get(index), "protocol");
            long port = number(ports.get(index), "port");
            if (!numbers.add(protocol + port)) {
                // The real server shows its own form of a port here, in which nothing but the key of the check is set.
                errors.duplicate(
                        "spec.ports[" + index + "]",
                        "{\"Name\":\"\",\"Protocol\":\"" + protocol + "\",\"AppProtocol\":null,\"Port\":" + port
                                + ",\"TargetPort\":0,\"NodePort\":0}");
            }
        }
    }
}
