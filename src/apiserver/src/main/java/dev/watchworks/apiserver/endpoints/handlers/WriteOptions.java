package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.fieldmanager.FieldManagerName;
import dev.watchworks.apiserver.golang.GoQuote;
import dev.watchworks.apiserver.registry.FieldManagerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the query of a create, update or patch asks for.
 *
 * @param writer who writes, and whether it is only tried
 * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
 */
record WriteOptions(FieldManagerOptions writer, String fieldValidation) {
    /** Reads the query; {@code kind} is that of the options, such as {@code CreateOptions}. */
    static WriteOptions of(ApiRequest request, String kind) {
        return of(request, kind, new FieldErrors());
    }

    /** The same for a PATCH; one by server-side apply has to name the manager, and only that may use force. */
    static WriteOptions ofPatch(ApiRequest request) {
        FieldErrors errors = new FieldErrors();
        boolean isApply = BodyDecoder.mediaType(request).startsWith("application/apply-patch");
        if (isApply && request.parameter("fieldManager").isEmpty()) {
            errors.required("fieldManager", "is required for apply patch");
        } else if (!isApply && !request.parameter("force").isEmpty()) {
            errors.forbidden("force", "may not be specified for non-apply patch");
        }
        return of(request, "PatchOptions", errors);
    }

    private static WriteOptions of(ApiRequest request, String kind, FieldErrors errors) {
        String fieldManager = request.parameter("fieldManager");
        FieldManagerName.validate(fieldManager, "fieldManager", errors);
        boolean dryRun = dryRun(request.query().getOrDefault("dryRun", List.of()), errors);
        String validation = request.parameter("fieldValidation");
        if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
            errors.notSupported("fieldValidation", GoQuote.quoted(validation), List.of("", "Ignore", "Strict", "Warn"));
        }
        refuse(kind, errors);
        String manager = FieldManagerName.of(fieldManager, request.header("user-agent"));
        return new WriteOptions(new FieldManagerOptions(manager, dryRun), validation.isEmpty() ? "Warn" : validation);
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
            throw ApiErrors.invalid(new StatusSubject("meta.k8s.io", kind, ""), errors);
        }
    }

    /**
     * What is said of fields that occur twice or are unknown: nothing, a warning in a header, or a refusal.
     *
     * @param refuse makes the refusal of its words
     */
    Map<String, String> validate(StrictDecodingErrors faults, Function<String, ApiException> refuse) {
        if (faults.told().isEmpty() || fieldValidation.equals("Ignore")) {
            return Map.of();
        }
        if (fieldValidation.equals("Strict")) {
            throw refuse.apply(faults.refusal());
        }
        return faults.warnings();
    }
}
