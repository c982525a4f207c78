package dev.watchworks.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event of a watch.
 *
 * @param type such as {@code ADDED}
 * @param object the object in the event
 */
public record ReceivedEvent(String type, JsonNode object) {

    /** The object's resourceVersion. */
    public long version() {
        return object.at("/metadata/resourceVersion").asLong();
    }

    /** Expects a value in the object. */
    public ReceivedEvent is(String pointer, Object value) {
        JsonNode found = object.at(pointer);
        assertThat(found.isValueNode() ? found.asText() : found.toString())
                .as("%s of the event %s", pointer, this)
                .isEqualTo(String.valueOf(value));
        return this;
    }

    /** Expects that the object has no such field. */
    public ReceivedEvent lacks(String pointer) {
        assertThat(object.at(pointer).isMissingNode())
                .as("%s of the event %s should be missing", pointer, this)
                .isTrue();
        return this;
    }

    @Override
    public String toString() {
        return type + " " + object.at("/metadata/name").asText();
    }
}
