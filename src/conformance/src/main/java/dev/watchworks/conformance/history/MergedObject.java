package dev.watchworks.conformance.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The object of a history as the client read it last, so that it can send it back with changes. */
final class MergedObject {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ObjectNode last = MAPPER.createObjectNode();

    /** Remembers the body of a response, unless it is a Status. */
    void remember(String body) {
        if (read(body) instanceof ObjectNode object
                && !object.path("kind").asText().equals("Status")) {
            last = object;
        }
    }

    /** The object without a version, with changed fields. */
    String merged(String changes) {
        ObjectNode object = last.deepCopy();
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("resourceVersion");
            if (metadata.path("managedFields") instanceof ArrayNode managers) {
                sort(managers);
            }
        }
        merge(object, read(changes));
        return object.toString();
    }

    /** Sorts managers by name. A server sorts them by time, so that their order depends on how fast a history is played. */
    private static void sort(ArrayNode managers) {
        List<JsonNode> sorted = new ArrayList<>();
        managers.forEach(sorted::add);
        sorted.sort(Comparator.comparing(entry -> entry.path("operation").asText()
                + entry.path("manager").asText()
                + entry.path("subresource").asText()));
        managers.removeAll();
        managers.addAll(sorted);
    }

    private static void merge(ObjectNode object, JsonNode changes) {
        changes.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                object.remove(change.getKey());
            } else if (value.isObject() && object.path(change.getKey()) instanceof ObjectNode part) {
                merge(part, value);
            } else {
                object.set(change.getKey(), value);
            }
        });
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException("not JSON: " + json, invalid);
        }
    }
}
