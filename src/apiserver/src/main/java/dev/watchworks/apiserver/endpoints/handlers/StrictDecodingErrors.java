package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.DuplicateFields;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is odd about the fields of a body that can be read all the same: some occur twice, some are unknown. Depending on
 * {@code fieldValidation} the client is warned of it, or refused.
 *
 * @param told each as a real server tells it, such as {@code unknown field "spec.colour"}
 */
record StrictDecodingErrors(List<String> told) {

    /** An object as it was read, and what is odd about it. */
    record Read(ObjectNode object, StrictDecodingErrors faults) {}

    StrictDecodingErrors {
        told = List.copyOf(told);
    }

    /** Those of a body and of what its schema made of it. */
    static StrictDecodingErrors of(byte[] body, ObjectSchema.Decoded decoded) {
        List<String> told = new ArrayList<>();
        DuplicateFields.in(body).forEach(field -> told.add("duplicate field \"" + field + '"'));
        decoded.unknownFields().forEach(field -> told.add("unknown field \"" + field + '"'));
        return new StrictDecodingErrors(told);
    }

    /** Why the body is refused where fields are validated strictly. */
    String refusal() {
        return "strict decoding error: " + String.join(", ", told);
    }

    /** The header that warns of them. */
    Map<String, String> warnings() {
        List<String> warnings = told.stream()
                .map(text -> "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Warning", String.join(", ", warnings));
        return headers;
    }
}
