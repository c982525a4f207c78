package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.errors.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Duplicate and unknown fields: the {@code fieldValidation} of a request decides between a warning and a failure. */
final class StrictDecodingErrors {
    private StrictDecodingErrors() {}

    /**
     * The response's header with warnings, which may be empty. Throws the failure when the field validation is strict and
     * there are such fields.
     *
     * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
     * @param failure makes the failure from its message
     */
    static Map<String, String> warnings(
            List<String> duplicateFields,
            List<String> unknownFields,
            String fieldValidation,
            Function<String, ApiException> failure) {
        if (fieldValidation.equals("Ignore") || duplicateFields.isEmpty() && unknownFields.isEmpty()) {
            return Map.of();
        }
        List<String> messages = new ArrayList<>();
        duplicateFields.forEach(field -> messages.add("duplicate field \"" + field + '"'));
        unknownFields.forEach(field -> messages.add("unknown field \"" + field + '"'));
        if (fieldValidation.equals("Strict")) {
            throw failure.apply("strict decoding error: " + String.join(", ", messages));
        }
        return header(messages);
    }

    /** The response's header with a warning for each message; empty when there is none. */
    static Map<String, String> header(List<String> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "Warning",
                String.join(
                        ", ",
                        messages.stream().map(StrictDecodingErrors::warning).toList()));
    }

    /** The header with these warnings before those of another header. */
    static Map<String, String> withFirst(List<String> messages, Map<String, String> header) {
        if (messages.isEmpty()) {
            return header;
        }
        Map<String, String> first = header(messages);
        String before = header.get("Warning");
        return before == null ? first : Map.of("Warning", before + ", " + first.get("Warning"));
    }

    /** A message as the value of a warning header. */
    static String warning(String text) {
        return "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
