package dev.watchworks.apiserver.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures of the API, with a real server's codes, reasons, messages and details. */
public final class ApiErrors {
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private ApiErrors() {}

    /** A failure with another Status. */
    public static ApiException of(ObjectNode status) {
        return new ApiException(status.path("code").asInt(), status);
    }

    /** 404 {@code pods "x" not found}. */
    public static ApiException notFound(StatusDetails subject) {
        return about(404, "NotFound", subject.quoted() + " not found", subject);
    }

    /** 404 for a path without a resource. */
    public static ApiException unknownResource() {
        return failure(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    /** 405 for a verb that a resource does not have. */
    public static ApiException methodNotAllowed() {
        String message = "the server does not allow this method on the requested resource";
        return failure(405, "MethodNotAllowed", message, Json.object());
    }

    /** 405 for a verb that a custom resource does not have. */
    public static ApiException methodNotSupported(StatusDetails subject, String verb) {
        String message = verb + " is not supported on resources of kind \"" + subject.qualified() + '"';
        return about(405, "MethodNotAllowed", message, subject);
    }

    /** 409 {@code pods "x" already exists}. */
    public static ApiException alreadyExists(StatusDetails subject) {
        return about(409, "AlreadyExists", subject.quoted() + " already exists", subject);
    }

    /** 409 {@code Operation cannot be fulfilled on pods "x": why}. */
    public static ApiException conflict(StatusDetails subject, String why) {
        return about(409, "Conflict", "Operation cannot be fulfilled on " + subject.quoted() + ": " + why, subject);
    }

    /** 409 because the request has an old resourceVersion. */
    public static ApiException objectModified(StatusDetails subject) {
        return conflict(subject, MODIFIED);
    }

    /** 409 because an applied configuration would change fields of other managers; has at least one conflict. */
    public static ApiException applyConflict(List<FieldConflict> conflicts) {
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        conflicts.forEach(conflict -> causes.add(
                StatusWriter.cause("FieldManagerConflict", "conflict with " + conflict.manager(), conflict.field())));
        String message;
        if (conflicts.size() == 1) {
            FieldConflict only = conflicts.get(0);
            message = "1 conflict: conflict with " + only.manager() + ": " + only.field();
        } else {
            List<String> lines = new ArrayList<>();
            String manager = "";
            for (FieldConflict conflict : conflicts) {
                if (!conflict.manager().equals(manager)) {
                    manager = conflict.manager();
                    lines.add("conflicts with " + manager + ":");
                }
                lines.add("- " + conflict.field());
            }
            message = conflicts.size() + " conflicts: " + String.join("\n", lines);
        }
        return failure(409, "Conflict", "Apply failed with " + message, details);
    }

    /** 400 with a message. */
    public static ApiException badRequest(String message) {
        return failure(400, "BadRequest", message, null);
    }

    /** 400 {@code Pod in version "v1" cannot be handled as a Pod: why}. */
    public static ApiException cannotBeHandled(String kind, String version, String why) {
        return badRequest(kind + " in version \"" + version + "\" cannot be handled as a " + kind + ": " + why);
    }

    /** 401 for unknown credentials. */
    public static ApiException unauthorized() {
        return failure(401, "Unauthorized", "Unauthorized", null);
    }

    /** 403 {@code pods "x" is forbidden: why}. */
    public static ApiException forbidden(StatusDetails subject, String why) {
        return about(403, "Forbidden", subject.quoted() + " is forbidden: " + why, subject);
    }

    /** 403 because the namespace is being deleted. */
    public static ApiException namespaceTerminating(StatusDetails subject, String namespace) {
        ObjectNode details = StatusWriter.details(subject);
        details.putArray("causes")
                .add(StatusWriter.cause(
                        "NamespaceTerminating",
                        "namespace " + namespace + " is being terminated",
                        "metadata.namespace"));
        String why = "unable to create new content in namespace " + namespace + " because it is being terminated";
        return failure(403, "Forbidden", subject.quoted() + " is forbidden: " + why, details);
    }

    /** 422 with a cause for each field; {@code subject.kind()} is the kind, not the plural. */
    public static ApiException invalid(StatusDetails subject, FieldErrors errors) {
        List<FieldErrors.FieldError> list = errors.list();
        ObjectNode details = StatusWriter.details(subject);
        ArrayNode causes = details.putArray("causes");
        list.forEach(error -> causes.add(StatusWriter.cause(error.reason(), error.message(), error.field())));
        List<String> distinct = list.stream()
                .map(error -> error.field() + ": " + error.message())
                .distinct()
                .toList();
        String joined = String.join(", ", distinct);
        String message = subject.quoted() + " is invalid: " + (distinct.size() == 1 ? joined : "[" + joined + "]");
        return failure(422, "Invalid", message, details);
    }

    /** 422 without a field, for example when the test of a JSON patch fails. */
    public static ApiException unprocessable() {
        String message = "the server rejected our request due to an error in our request";
        return failure(422, "Invalid", message, Json.object());
    }

    /** 410 for a list; for a watch, the object of an ERROR event. */
    public static ApiException expired(String message) {
        return failure(410, "Expired", message, null);
    }

    /** 410 for a continue token, with a new token that continues the list in the newest version. */
    public static ApiException expiredContinue(String message, String freshToken) {
        ObjectNode status = StatusWriter.failure(410, "Expired", message, null);
        status.putObject("metadata").put("continue", freshToken);
        return new ApiException(410, status);
    }

    /** 504 because the server does not reach a resourceVersion in time. */
    public static ApiException tooLargeResourceVersion(long requested, long current) {
        ObjectNode details = Json.object();
        details.putArray("causes").add(StatusWriter.cause("ResourceVersionTooLarge", "Too large resource version", ""));
        details.put("retryAfterSeconds", 1);
        String message = "Timeout: Too large resource version: " + requested + ", current: " + current;
        return failure(504, "Timeout", message, details);
    }

    /** 406 for a representation that the server does not have. */
    public static ApiException notAcceptable(String message) {
        return failure(406, "NotAcceptable", message, null);
    }

    /** 415 for a body in a media type that the server does not read. */
    public static ApiException unsupportedMediaType(String message) {
        return failure(415, "UnsupportedMediaType", message, null);
    }

    /** 415 for an unknown type of patch, with empty details. */
    public static ApiException unsupportedPatchType() {
        return failure(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
    }

    /** 413 for a body beyond the limit. */
    public static ApiException tooLarge(String message) {
        return failure(413, "RequestEntityTooLarge", message, null);
    }

    /** 408 when the rest of a body does not arrive in time. */
    public static ApiException bodyTimeout() {
        String message = "nothing more of the request's body has come for too long; the connection is closed";
        return failure(408, "Timeout", message, null);
    }

    /** 500 with a message and no reason, as a real server answers some invalid requests. */
    public static ApiException bare(String message) {
        return failure(500, "", message, null);
    }

    /** 501 for a feature of a real server that this one does not have. */
    public static ApiException notServed(String message) {
        return failure(501, "NotImplemented", message, Json.object());
    }

    /** 500 for a failure of the server itself. */
    public static ApiException internal(String message) {
        ObjectNode details = Json.object();
        details.putArray("causes").add(StatusWriter.cause("", message, ""));
        return failure(500, "InternalError", "Internal error occurred: " + message, details);
    }

    private static ApiException about(int code, String reason, String message, StatusDetails subject) {
        return failure(code, reason, message, StatusWriter.details(subject));
    }

    private static ApiException failure(int code, String reason, String message, @Nullable ObjectNode details) {
        return new ApiException(code, StatusWriter.failure(code, reason, message, details));
    }
}
