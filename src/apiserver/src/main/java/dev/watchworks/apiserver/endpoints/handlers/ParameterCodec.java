package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.fieldmanager.FieldManagerName;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.registry.WriteOptions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options of a request from its query; throws 422 for invalid ones. */
final class ParameterCodec {
    private static final List<String> FIELD_VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");

    private static final String NUMBER = "(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)";
    private static final Pattern DURATION = Pattern.compile("[+-]?(?:0|(?:" + NUMBER + "(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern UNKNOWN_UNIT =
            Pattern.compile("[+-]?(?:" + NUMBER + "(?:ns|us|µs|μs|ms|s|m|h)(?![^.0-9]))*" + NUMBER + "([^.0-9]+).*");
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?(?:" + NUMBER + "[a-zµμ]+)*" + NUMBER);

    private ParameterCodec() {}

    /** The options of a POST or PUT; {@code kind} is that of the options, such as {@code CreateOptions}. */
    static WriteOptions writeOptions(ApiRequest request, String kind) {
        return options(request, kind, new FieldErrors());
    }

    /** The options of a PATCH. Server-side apply requires a field manager, and it alone allows {@code force}. */
    static WriteOptions patchOptions(ApiRequest request) {
        FieldErrors errors = new FieldErrors();
        boolean isApply = ApplyConfiguration.isApply(request);
        if (isApply && request.parameter("fieldManager").isEmpty()) {
            errors.required("fieldManager", "is required for apply patch");
        } else if (!isApply && !request.parameter("force").isEmpty()) {
            errors.forbidden("force", "may not be specified for non-apply patch");
        }
        return options(request, "PatchOptions", errors);
    }

    /** Whether an apply takes fields from other managers: any value but {@code false} and {@code 0} means yes. */
    static boolean force(ApiRequest request) {
        List<String> values = request.info().query().all("force");
        return !values.isEmpty() && !values.get(0).equals("0") && !values.get(0).equalsIgnoreCase("false");
    }

    private static WriteOptions options(ApiRequest request, String kind, FieldErrors errors) {
        String fieldManager = request.parameter("fieldManager");
        FieldManagerName.validate(fieldManager, "fieldManager", errors);
        boolean dryRun = dryRun(request.info().query().all("dryRun"), errors);
        String validation = request.parameter("fieldValidation");
        if (!FIELD_VALIDATIONS.contains(validation)) {
            errors.notSupported("fieldValidation", GoFormat.quoted(validation), FIELD_VALIDATIONS);
        }
        refuse(kind, errors);
        String manager = FieldManagerName.of(fieldManager, request.header("user-agent"));
        return new WriteOptions(manager, dryRun, validation.isEmpty() ? "Warn" : validation);
    }

    /** Whether the request is a dry run; adds an error when a value is not {@code All}. */
    static boolean dryRun(List<String> values, FieldErrors errors) {
        List<String> requested =
                values.stream().filter(value -> !value.isEmpty()).toList();
        if (!requested.isEmpty() && !requested.stream().allMatch("All"::equals)) {
            errors.notSupported("dryRun", "[\"" + String.join("\",\"", requested) + "\"]", List.of("All"));
        }
        return !requested.isEmpty();
    }

    /** Throws 422 when there are errors. */
    static void refuse(String kind, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new StatusDetails("meta.k8s.io", kind, ""), errors);
        }
    }

    /** Throws 400 when {@code timeout} is not a Go duration ({@code filters/request_deadline.go}). It has no other effect. */
    static void checkTimeout(ApiRequest request) {
        String text = request.parameter("timeout");
        if (text.isEmpty() || DURATION.matcher(text).matches()) {
            return;
        }
        throw ApiErrors.badRequest("invalid timeout specified in the request URL - time: " + timeoutProblem(text)
                + " duration \"" + text + '"');
    }

    private static String timeoutProblem(String text) {
        if (WITHOUT_UNIT.matcher(text).matches()) {
            return "missing unit in";
        }
        Matcher unknown = UNKNOWN_UNIT.matcher(text);
        return unknown.matches() ? "unknown unit \"" + unknown.group(1) + "\" in" : "invalid";
    }
}
