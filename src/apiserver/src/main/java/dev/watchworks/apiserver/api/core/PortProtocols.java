package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;

/** The protocols that a port may have. */
public final class PortProtocols {
    private static final List<String> SUPPORTED = List.of("SCTP", "TCP", "UDP");

    private PortProtocols() {}

    public static void validate(ObjectNode port, String field, FieldErrors errors) {
        String protocol = text(port, "protocol");
        if (protocol.isEmpty()) {
            errors.required(field + ".protocol", "");
        } else if (!SUPPORTED.contains(protocol)) {
            errors.notSupported(field + ".protocol", quoted(protocol), SUPPORTED);
        }
    }
}
