package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.status.ApiErrors;
import dev.watchworks.apiserver.status.FieldErrors;
import dev.watchworks.apiserver.status.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the query of a create, update or patch asks for.
 *
 * @param dryRun whether nothing is stored
 * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
 */
record WriteOptions(boolean dryRun, String fieldValidation) {

    /** Reads the query; {@code kind} is that of the options, such as {@code CreateOptions}. */
    static WriteOptions of(ApiRequest request, String kind) {
        FieldErrors errors = new FieldErrors();
        boolean dryRun = dryRun(request.query().getOrDefault("dryRun", List.of()), errors);
        String validation = request.parameter("fieldValidation");
        if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
            errors.notSupported("fieldValidation", '"' + validation + '"', List.of("", "Ignore", "Strict", "Warn"));
        }
        refuse(kind, errors);
        return new WriteOptions(dryRun, validation.isEmpty() ? "Warn" : validation);
    }

    static boolean dryRun(List<String> values, FieldErrors errors) {
        List<String> asked = values.stream().filter(value -> !value.isEmpty()).toList();
        if (!asked.isEmpty() && !asked.stream().allMatch("All"::equals)) {
            errors.notSupported("dryRun", "[\"" + String.join("\",\"", asked) + "\"]", List.of("All"));
        }
        return !asked.isEmpty();
    }

    static void refuse(String kind, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new Subject("meta.k8s.io", kind, ""), errors);
        }
    }

    /** What is said of fields that the kind does not know: nothing, a warning in a header, or a refusal. */
    Map<String, String> unknownFields(String kind, String version, List<String> fields) {
        if (fields.isEmpty() || fieldValidation.equals("Ignore")) {
            return Map.of();
        }
        List<String> told =
                fields.stream().map(field -> "unknown field \"" + field + '"').toList();
        if (fieldValidation.equals("Strict")) {
            throw ApiErrors.badRequest(kind + " in version \"" + version + "\" cannot be handled as a " + kind
                    + ": strict decoding error: " + String.join(", ", told));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> warnings = told.stream()
                .map(text -> "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        headers.put("Warning", String.join(", ", warnings));
        return headers;
    }
}
