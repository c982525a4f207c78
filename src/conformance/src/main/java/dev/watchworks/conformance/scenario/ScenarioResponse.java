package dev.watchworks.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A response, and what a scenario expects of it. Each expectation returns the response, so that others can follow. */
public final class ScenarioResponse {
    private final String request;
    private final ServerResponse answer;
    private final JsonNode body;

    ScenarioResponse(String request, ServerResponse answer) {
        this.request = request;
        this.answer = answer;
        this.body = ScenarioJson.readLeniently(answer.body());
    }

    /** Expects an HTTP status. */
    public ScenarioResponse code(int code) {
        assertThat(answer.code())
                .as("status of %s, answered %s", request, answer.body())
                .isEqualTo(code);
        return this;
    }

    /** Expects a Status of a failure. */
    public ScenarioResponse fails(int code, String reason, String message) {
        code(code);
        is("/kind", "Status").is("/apiVersion", "v1").is("/status", "Failure").is("/code", code);
        assertThat(body.path("reason").asText()).as("reason of %s", request).isEqualTo(reason);
        assertThat(body.path("message").asText()).as("message of %s", request).isEqualTo(message);
        return this;
    }

    /** Expects a value in the body, by its JSON pointer. */
    public ScenarioResponse is(String pointer, Object value) {
        JsonNode found = body.at(pointer);
        assertThat(found.isValueNode() ? found.asText() : found.toString())
                .as("%s of %s", pointer, request)
                .isEqualTo(String.valueOf(value));
        return this;
    }

    /** Expects that the body has no such field. */
    public ScenarioResponse lacks(String pointer) {
        assertThat(body.at(pointer).isMissingNode())
                .as("%s of %s is %s, should be missing", pointer, request, body.at(pointer))
                .isTrue();
        return this;
    }

    /** Expects that the body has such a field. */
    public ScenarioResponse has(String pointer) {
        assertThat(body.at(pointer).isMissingNode())
                .as("%s of %s is missing in %s", pointer, request, body)
                .isFalse();
        return this;
    }

    /** Expects a value that matches a regular expression. */
    public ScenarioResponse matches(String pointer, String pattern) {
        assertThat(body.at(pointer).asText()).as("%s of %s", pointer, request).matches(pattern);
        return this;
    }

    /** Expects a header. */
    public ScenarioResponse header(String name, String value) {
        assertThat(answer.headers()).as("headers of %s", request).containsEntry(name, value);
        return this;
    }

    /** Expects that the response has no such header. */
    public ScenarioResponse withoutHeader(String name) {
        assertThat(answer.headers()).as("headers of %s", request).doesNotContainKey(name);
        return this;
    }

    /** Expects these names in a list, in this order. */
    public ScenarioResponse lists(String... names) {
        code(200);
        assertThat(names()).as("names in %s", request).containsExactly(names);
        return this;
    }

    /** Returns the names in a list, without the objects that controllers create. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        body.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
        names.remove(ScenarioWatch.FROM_CONTROLLERS);
        return names;
    }

    /** The resourceVersion of the object or the list. */
    public String version() {
        String version = text("/metadata/resourceVersion");
        assertThat(version)
                .as("resourceVersion of %s in %s", request, answer.body())
                .matches("[1-9][0-9]*");
        return version;
    }

    /** The version as a number, to compare with another. */
    public long versionNumber() {
        return Long.parseLong(version());
    }

    /** Returns a text in the body, or an empty text when there is no such field. */
    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    /** The body, as text. */
    public String body() {
        return answer.body();
    }

    /** Headers that clients read. */
    public Map<String, String> headers() {
        return answer.headers();
    }

    /** Returns the object with a value changed or added, as the body of another request. */
    public String with(String pointer, String json) {
        ObjectNode changed = body.deepCopy();
        int end = pointer.lastIndexOf('/');
        JsonNode parent = end == 0 ? changed : changed.at(pointer.substring(0, end));
        if (parent.isMissingNode()) {
            throw new IllegalArgumentException(pointer + " has no parent in " + body);
        }
        ((ObjectNode) parent).set(pointer.substring(end + 1), ScenarioJson.read(json));
        return changed.toString();
    }

    /** Returns the object without a field, as the body of another request. */
    public String without(String pointer) {
        ObjectNode changed = body.deepCopy();
        int end = pointer.lastIndexOf('/');
        JsonNode parent = end == 0 ? changed : changed.at(pointer.substring(0, end));
        ((ObjectNode) parent).remove(pointer.substring(end + 1));
        return changed.toString();
    }
}
