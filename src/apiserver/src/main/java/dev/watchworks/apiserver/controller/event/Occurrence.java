package dev.watchworks.apiserver.controller.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.kind.ResourceType;

/**
 * Something that happened to an object.
 *
 * @param involved reference to the object, as {@code involvedObject} has it
 * @param warning whether the event's type is Warning instead of Normal
 * @param reason machine-readable, such as {@code Scheduled}
 * @param action what was being done; only events in series have one
 * @param message for people
 */
public record Occurrence(ObjectNode involved, boolean warning, String reason, String action, String message) {

    /** Something normal. */
    public static Occurrence normal(ResourceType type, JsonNode object, String reason, String message) {
        return new Occurrence(reference(type, object), false, reason, "", message);
    }

    /** Something to worry about. */
    public static Occurrence warning(ResourceType type, JsonNode object, String reason, String message) {
        return new Occurrence(reference(type, object), true, reason, "", message);
    }

    /** The same, about a part of the object such as {@code spec.containers{nginx}}. */
    public Occurrence at(String fieldPath) {
        return new Occurrence(involved.deepCopy().put("fieldPath", fieldPath), warning, reason, action, message);
    }

    /** The same, while something was being done. */
    public Occurrence during(String what) {
        return new Occurrence(involved, warning, reason, what, message);
    }

    /** {@code Normal} or {@code Warning}. */
    String type() {
        return warning ? "Warning" : "Normal";
    }

    private static ObjectNode reference(ResourceType type, JsonNode object) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode().put("kind", type.kind());
        if (type.namespaced()) {
            reference.put("namespace", Metadata.namespace(object));
        }
        return reference
                .put("name", Metadata.name(object))
                .put("uid", Metadata.uid(object))
                .put("apiVersion", type.apiVersion())
                .put("resourceVersion", Metadata.resourceVersion(object));
    }
}
