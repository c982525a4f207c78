package dev.watchworks.apiserver.kind.network;

import static dev.watchworks.apiserver.kind.ObjectFields.number;
import static dev.watchworks.apiserver.kind.ObjectFields.objects;
import static dev.watchworks.apiserver.kind.ObjectFields.orElse;
import static dev.watchworks.apiserver.kind.ObjectFields.quoted;
import static dev.watchworks.apiserver.kind.ObjectFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Strategy;
import dev.watchworks.apiserver.kind.format.Formats;
import dev.watchworks.apiserver.kind.format.InternetAddress;
import dev.watchworks.apiserver.names.Names;
import dev.watchworks.apiserver.status.FieldErrors;
import java.util.List;

/** Endpoints (Kubernetes' {@code registry/core/endpoint}). */
public final class EndpointsStrategy implements Strategy {

    @Override
    public void applyDefaults(ObjectNode object) {
        for (ObjectNode subset : objects(object, "subsets")) {
            objects(subset, "ports").forEach(port -> orElse(port, "protocol", "TCP"));
        }
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
            InternetAddress.check(address).forEach(wrong -> errors.invalid(place, quoted(address), wrong));
            InternetAddress.checkEndpoint(address).forEach(wrong -> errors.invalid(place, quoted(address), wrong));
        }
    }

    private static void validatePorts(List<ObjectNode> ports, String field, FieldErrors errors) {
        for (int index = 0; index < ports.size(); index++) {
            String place = field + "[" + index + "]";
            String name = text(ports.get(index), "name");
            if (name.isEmpty() && ports.size() > 1) {
                errors.required(place + ".name", "");
            } else if (!name.isEmpty()) {
                Names.labelErrors(name).forEach(wrong -> errors.invalid(place + ".name", quoted(name), wrong));
            }
            long port = number(ports.get(index), "port");
            Formats.portNumber(port).forEach(wrong -> errors.invalid(place + ".port", String.valueOf(port), wrong));
            Protocols.validate(ports.get(index), place, errors);
        }
    }

    @Override
    public boolean createsOnUpdate() {
        return true;
    }
}
