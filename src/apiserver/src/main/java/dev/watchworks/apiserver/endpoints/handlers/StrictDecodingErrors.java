package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.errors.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The duplicate and unknown fields of a body that can be read all the same. The client's {@code fieldValidation} decides
 * whether it gets a warning, a refusal, or nothing.
 *
 * @param messages such as {@code unknown field "spec.colour"}
 */
record StrictDecodingErrors(List<String> messages) {
    /** Duplicate fields first, as a real server lists them. */
    static StrictDecodingErrors of(List<String> duplicateFields, List<String> unknownFields) {
        if (duplicateFields.isEmpty() && unknownFields.isEmpty()) {
            return new StrictDecodingErrors(List.of());
        }
        List<String> messages = new ArrayList<>();
        duplicateFields.forEach(field -> messages.add("duplicate field \"" + field + '"'));
        unknownFields.forEach(field -> messages.add("unknown field \"" + field + '"'));
        return new StrictDecodingErrors(messages);
    }

    /**
     * The response's header with warnings, which may be empty; throws the refusal when fields are validated strictly.
     *
     * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
     * @param refusal makes the failure from its message
     */
    Map<String, String> warnings(String fieldValidation, Function<String, ApiException> refusal) {
        if (messages.isEmpty() || fieldValidation.equals("Ignore")) {
            return Map.of();
        }
        if (fieldValidation.equals("Strict")) {
            throw refusal.apply("strict decoding error: " + String.join(", ", messages));
        }
        List<String> warnings = messages.stream()
                .map(text -> "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return Map.of("Warning", String.join(", ", warnings));
    }
}
