package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a service's ports may not be. */
final class ServicePortValidation {
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

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
                NameSyntax.labelErrors(name).forEach(wrong -> errors.invalid(field + ".name", quoted(name), wrong));
                if (!names.add(name)) {
                    errors.duplicate(field + ".name", quoted(name));
                }
            }
            validatePort(ports.get(index), field, errors);
        }
    }

    private static void validatePort(ObjectNode port, String field, FieldErrors errors) {
        long number = number(port, "port");
        ValueSyntax.portNumber(number).forEach(wrong -> errors.invalid(field + ".port", String.valueOf(number), wrong));
        String protocol = text(port, "protocol");
        if (!PROTOCOLS.contains(protocol)) {
            errors.notSupported(field + ".protocol", quoted(protocol), PROTOCOLS);
        }
        JsonNode target = port.path("targetPort");
        if (target.isTextual()) {
            ValueSyntax.portName(target.asText())
                    .forEach(wrong -> errors.invalid(field + ".targetPort", quoted(target.asText()), wrong));
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
