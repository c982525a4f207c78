package dev.watchworks.apiserver.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import org.jspecify.annotations.Nullable;

/** Status objects, member by member in the order in which a real server writes them. */
public final class StatusWriter {
    private StatusWriter() {}

    /** A failure; an empty reason and null details are left out. */
    public static ObjectNode failure(int code, String reason, String message, @Nullable ObjectNode details) {
        ObjectNode status = begin();
        status.put("status", "Failure");
        Json.putUnlessEmpty(status, "message", message);
        Json.putUnlessEmpty(status, "reason", reason);
        if (details != null) {
            status.set("details", details);
        }
        status.put("code", code);
        return status;
    }

    /** A success that names its object, as of most deletions. */
    public static ObjectNode success(StatusSubject subject, String uid) {
        ObjectNode status = begin();
        status.put("status", "Success");
        ObjectNode details = details(subject);
        details.put("uid", uid);
        status.set("details", details);
        return status;
    }

    /** A success with a code, as of a binding. */
    public static ObjectNode success(int code) {
        ObjectNode status = begin();
        status.put("status", "Success");
        status.put("code", code);
        return status;
    }

    /** What a failure or success is about; empty members are left out. */
    public static ObjectNode details(StatusSubject subject) {
        ObjectNode details = Json.object();
        Json.putUnlessEmpty(details, "name", subject.name());
        Json.putUnlessEmpty(details, "group", subject.group());
        Json.putUnlessEmpty(details, "kind", subject.kind());
        return details;
    }

    static ObjectNode cause(String reason, String message, String field) {
        ObjectNode cause = Json.object();
        Json.putUnlessEmpty(cause, "reason", reason);
        Json.putUnlessEmpty(cause, "message", message);
        Json.putUnlessEmpty(cause, "field", field);
        return cause;
    }

    private static ObjectNode begin() {
        ObjectNode status = Json.object();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.set("metadata", Json.object());
        return status;
    }
}
