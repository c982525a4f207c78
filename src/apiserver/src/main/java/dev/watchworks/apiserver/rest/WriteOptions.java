package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.status.ApiErrors;
import dev.watchworks.apiserver.status.ApiException;
import dev.watchworks.apiserver.status.FieldErrors;
import dev.watchworks.apiserver.status.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the query of a create, update or patch asks for.
 *
 * @param dryRun whether nothing is stored
 * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
 */
record WriteOptions(boolean dryRun, String fieldValidation) {
    private static final int LONGEST_MANAGER = 128;

    /** Reads the query; {@code kind} is that of the options, such as {@code CreateOptions}. */
    static WriteOptions of(ApiRequest request, String kind) {
        FieldErrors errors = new FieldErrors();
        boolean dryRun = dryRun(request.query().getOrDefault("dryRun", List.of()), errors);
        String validation = request.parameter("fieldValidation");
        if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
            errors.notSupported("fieldValidation", '"' + validation + '"', List.of("", "Ignore", "Strict", "Warn"));
        }
        checkManager(request.parameter("fieldManager"), errors);
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

    /**
     * What is said of fields that occur twice or are unknown: nothing, a warning in a header, or a refusal.
     *
     * @param refuse makes the refusal of its words
     */
    Map<String, String> validate(FieldFaults faults, Function<String, ApiException> refuse) {
        if (faults.told().isEmpty() || fieldValidation.equals("Ignore")) {
            return Map.of();
        }
        if (fieldValidation.equals("Strict")) {
            throw refuse.apply(faults.refusal());
        }
        return faults.warnings();
    }

    private static void checkManager(String manager, FieldErrors errors) {
        if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST_MANAGER) {
            errors.tooLong("fieldManager", LONGEST_MANAGER);
        }
    }
}
