package dev.watchworks.apiserver.kind.network;

import static dev.watchworks.apiserver.kind.ObjectFields.quoted;
import static dev.watchworks.apiserver.kind.ObjectFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.status.FieldErrors;
import java.util.List;

/** The protocols that a port may have. */
final class Protocols {
    private static final List<String> SUPPORTED = List.of("SCTP", "TCP", "UDP");

    private Protocols() {}

    static void validate(ObjectNode port, String field, FieldErrors errors) {
        String protocol = text(port, "protocol");
        if (protocol.isEmpty()) {
            errors.required(field + ".protocol", "");
        } else if (!SUPPORTED.contains(protocol)) {
            errors.notSupported(field + ".protocol", quoted(protocol), SUPPORTED);
        }
    }
}
