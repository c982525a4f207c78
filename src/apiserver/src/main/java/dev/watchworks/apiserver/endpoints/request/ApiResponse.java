package dev.watchworks.apiserver.endpoints.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.storage.WatchStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response: whole, or a watch that goes on. */
public sealed interface ApiResponse {
    /** The content type of all objects and failures. */
    String JSON = "application/json";

    /**
     * A whole response.
     *
     * @param code HTTP status code
     * @param contentType such as {@code application/json}
     * @param headers further headers, such as {@code Retry-After}
     * @param body shared bytes that must not be changed
     */
    record Whole(int code, String contentType, Map<String, String> headers, byte[] body) implements ApiResponse {}

    /**
     * A stream of frames after status 200; its headers are sent before the first frame.
     *
     * @param contentType such as {@code application/json} or {@code application/json;stream=watch}
     * @param watch where the frames come from
     */
    record Stream(String contentType, WatchStream watch) implements ApiResponse {}

    /** A JSON document without further headers. */
    static Whole json(int code, JsonNode document) {
        return new Whole(code, JSON, Map.of(), Json.write(document));
    }

    /** Plain text, which a browser must not take for anything else. */
    static Whole text(int code, String text) {
        Map<String, String> headers = Map.of("X-Content-Type-Options", "nosniff");
        return new Whole(code, "text/plain; charset=utf-8", headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The Status of a failure, with the header Retry-After when the Status says when to retry. */
    static Whole failure(ApiException failure) {
        JsonNode retry = failure.status().path("details").path("retryAfterSeconds");
        Map<String, String> headers = retry.isMissingNode() ? Map.of() : Map.of("Retry-After", retry.asText());
        return new Whole(failure.code(), JSON, headers, Json.write(failure.status()));
    }
}
