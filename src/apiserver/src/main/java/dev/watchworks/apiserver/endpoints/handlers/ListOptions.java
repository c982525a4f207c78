package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.QueryParameters;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.selector.FieldSelector;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.meta.selector.SelectorException;
import dev.watchworks.apiserver.storage.SelectionPredicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a list or a watch: meta/v1 {@code ListOptions}, with a real server's validation
 * ({@code apis/meta/internalversion/validation}).
 *
 * @param limit 0 or less for no limit
 * @param timeoutSeconds 0 when the request has none
 */
record ListOptions(
        SelectionPredicate selection,
        boolean watch,
        String resourceVersion,
        String resourceVersionMatch,
        @Nullable Boolean sendInitialEvents,
        boolean allowWatchBookmarks,
        long limit,
        String continueToken,
        long timeoutSeconds) {
    private static final String MATCH = "resourceVersionMatch";
    private static final String NOT_OLDER_THAN = "NotOlderThan";

    /** Reads a request's query; throws 400 or 422 for invalid options. */
    static ListOptions of(RequestScope scope) {
        QueryParameters query = scope.info().query();
        boolean watch = scope.info().verb().equals("watch");
        String version = query.first("resourceVersion");
        String match = query.first(MATCH);
        Boolean initialEvents = query.optionalFlag("sendInitialEvents");
        if (watch && initialEvents == null && match.isEmpty() && (version.isEmpty() || version.equals("0"))) {
            // Since 1.34 a watch without a version is a watch list (apimachinery internalversion/defaults.go).
            initialEvents = true;
            match = NOT_OLDER_THAN;
        }
        ListOptions options = new ListOptions(
                selection(scope),
                watch,
                version,
                match,
                initialEvents,
                query.flag("allowWatchBookmarks"),
                query.numberOrZero("limit"),
                query.first("continue"),
                query.numberOrZero("timeoutSeconds"));
        options.validate();
        return options;
    }

    private static SelectionPredicate selection(RequestScope scope) {
        QueryParameters query = scope.info().query();
        String fields = query.first("fieldSelector");
        if (!scope.name().isEmpty()) {
            fields = "metadata.name=" + scope.name() + (fields.isEmpty() ? "" : "," + fields);
        }
        try {
            return new SelectionPredicate(
                    scope.namespace(),
                    LabelSelector.parse(query.first("labelSelector")),
                    FieldSelector.parse(fields, scope.type().strategy().selectableFields()));
        } catch (SelectorException refused) {
            throw ApiErrors.badRequest(String.valueOf(refused.getMessage()));
        }
    }

    private void validate() {
        FieldErrors errors = new FieldErrors();
        if (watch) {
            validateWatch(errors);
        } else {
            validateList(errors);
        }
        ParameterCodec.refuse("ListOptions", errors);
    }

    private void validateWatch(FieldErrors errors) {
        boolean notOlder = resourceVersionMatch.equals(NOT_OLDER_THAN);
        if (sendInitialEvents != null && !notOlder) {
            errors.forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (resourceVersionMatch.isEmpty()) {
            return;
        }
        if (sendInitialEvents == null) {
            errors.forbidden(MATCH, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        if (!notOlder) {
            errors.notSupported(MATCH, GoFormat.quoted(resourceVersionMatch), List.of(NOT_OLDER_THAN));
        }
        if (!continueToken.isEmpty()) {
            errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
        }
    }

    private void validateList(FieldErrors errors) {
        if (!resourceVersionMatch.isEmpty()) {
            if (resourceVersion.isEmpty()) {
                errors.forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!continueToken.isEmpty()) {
                errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
            }
            if (!resourceVersionMatch.equals("Exact") && !resourceVersionMatch.equals(NOT_OLDER_THAN)) {
                errors.notSupported(MATCH, GoFormat.quoted(resourceVersionMatch), List.of("Exact", NOT_OLDER_THAN, ""));
            }
            if (resourceVersionMatch.equals("Exact") && resourceVersion.equals("0")) {
                errors.forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (sendInitialEvents != null) {
            errors.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
    }

    /** Whether the list has the objects at exactly this resourceVersion. */
    boolean exact() {
        boolean versioned = !resourceVersion.isEmpty() && !resourceVersion.equals("0");
        return resourceVersionMatch.equals("Exact") || versioned && limit > 0 && resourceVersionMatch.isEmpty();
    }

    /** The error in a resourceVersion, or the empty string when it is valid. */
    static String versionError(String version) {
        if (!version.matches("[0-9]+")) {
            return "strconv.ParseUint: parsing \"" + version + "\": invalid syntax";
        }
        try {
            Long.parseUnsignedLong(version);
            return "";
        } catch (NumberFormatException tooLong) {
            return "strconv.ParseUint: parsing \"" + version + "\": value out of range";
        }
    }

    /** The number of a valid resourceVersion; at most the largest long. */
    static long version(String version) {
        long value = Long.parseUnsignedLong(version);
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
