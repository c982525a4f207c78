package dev.watchworks.apiserver.controllers.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;

/**
 * The content of an event about an object.
 *
 * @param involved reference to the object, for {@code involvedObject}
 * @param warning whether the event's type is Warning instead of Normal
 * @param reason machine-readable, such as {@code Scheduled}
 * @param action what the component was doing; only for the style SERIES
 * @param message for people
 */
public record EventDetails(ObjectNode involved, boolean warning, String reason, String action, String message) {

    /** Details of a Normal event. */
    public static EventDetails normal(ResourceType type, JsonNode object, String reason, String message) {
        return new EventDetails(reference(type, object), false, reason, "", message);
    }

    /** Details of a Warning event. */
    public static EventDetails warning(ResourceType type, JsonNode object, String reason, String message) {
        return new EventDetails(reference(type, object), true, reason, "", message);
    }

    /** The same details for a part of the object, such as {@code spec.containers{nginx}}. */
    public EventDetails at(String fieldPath) {
        return new EventDetails(involved.deepCopy().put("fieldPath", fieldPath), warning, reason, action, message);
    }

    /** The same details with an action. */
    public EventDetails during(String newAction) {
        return new EventDetails(involved, warning, reason, newAction, message);
    }

    /** {@code Normal} or {@code Warning}. */
    String type() {
        return warning ? "Warning" : "Normal";
    }

    private static ObjectNode reference(ResourceType type, JsonNode object) {
        ObjectNode reference = Json.object().put("kind", type.kind());
        if (type.namespaced()) {
            reference.put("namespace", ObjectMeta.namespace(object));
        }
        return reference
                .put("name", ObjectMeta.name(object))
                .put("uid", ObjectMeta.uid(object))
                .put("apiVersion", type.apiVersion())
                .put("resourceVersion", ObjectMeta.resourceVersion(object));
    }
}
