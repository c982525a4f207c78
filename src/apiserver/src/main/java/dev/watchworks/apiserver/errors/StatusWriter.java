package dev.watchworks.apiserver.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import org.jspecify.annotations.Nullable;

/** Makes Status objects, with their fields in a real server's order. */
public final class StatusWriter {
    private StatusWriter() {}

    /** A failure; leaves out an empty message, an empty reason and null details. */
    public static ObjectNode failure(int code, String reason, String message, @Nullable ObjectNode details) {
        ObjectNode status = begin("Failure");
        putUnlessEmpty(status, "message", message);
        putUnlessEmpty(status, "reason", reason);
        if (details != null) {
            status.set("details", details);
        }
        status.put("code", code);
        return status;
    }

    /** A success that names its object, for most deletions. */
    public static ObjectNode success(StatusSubject subject, String uid) {
        return begin("Success").set("details", details(subject).put("uid", uid));
    }

    /** A success with a code, for example for a binding. */
    public static ObjectNode success(int code) {
        return begin("Success").put("code", code);
    }

    /** The details of a Status; leaves out empty fields. */
    public static ObjectNode details(StatusSubject subject) {
        ObjectNode details = Json.object();
        putUnlessEmpty(details, "name", subject.name());
        putUnlessEmpty(details, "group", subject.group());
        putUnlessEmpty(details, "kind", subject.kind());
        return details;
    }

    static ObjectNode cause(String reason, String message, String field) {
        ObjectNode cause = Json.object();
        putUnlessEmpty(cause, "reason", reason);
        putUnlessEmpty(cause, "message", message);
        putUnlessEmpty(cause, "field", field);
        return cause;
    }

    private static ObjectNode begin(String result) {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", result);
    }

    private static void putUnlessEmpty(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }
}
